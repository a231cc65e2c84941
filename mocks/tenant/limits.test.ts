import { expect, test } from 'vitest'
import { limitsOf } from './limits.ts'

test('the limits of a plan are lowered one by one', () => {
  const plan = { requestsPerMinute: 7 } as Parameters<typeof limitsOf>[0] // as much of one as is looked at
  expect(limitsOf(plan, { streamFileBytes: 5 })).toEqual({
    requestsPerMinute: 7,
    streamFileBytes: 5,
    streamMemoryBytes: 524_288_000,
  })
  expect(limitsOf(plan, { requestsPerMinute: 1 })).toMatchObject({ requestsPerMinute: 1, streamFileBytes: 104_857_600 })
})
