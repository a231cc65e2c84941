import { expect, test } from 'vitest'
import { rateLimited } from './rate-limited.ts'

test('a window that is used up says how many it takes and when it ends', () => {
  const window = { limit: 1, remaining: 0, resetMs: 5_000 }
  expect(rateLimited(window, 2_000)).toEqual({
    error: 'RATE_LIMIT_ERROR',
    message: 'This operation takes 1 request in its window, which is used up',
    retryAfterMs: 3_000,
    window,
  })
  expect(rateLimited({ ...window, limit: 2 }, 0).message).toBe(
    'This operation takes 2 requests in its window, which is used up',
  )
  expect(rateLimited(window, 0, 'Slowly').message).toBe('Slowly')
})
