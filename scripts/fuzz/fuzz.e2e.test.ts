import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

test('two thousand damaged requests are answered as the contract says', async () => {
  const { count, statuses, misdeeds } = await fuzz({ seed: 20_261_126, count: 2_000 })
  expect(misdeeds).toEqual([])
  expect(count).toBe(2_000)
  // It reaches what it is for: successes, refusals of every kind, and faults that were asked for.
  for (const status of [0, 200, 401, 404, 405, 422, 429, 503])
    expect(statuses[status], String(status)).toBeGreaterThan(0)
})
