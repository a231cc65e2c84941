import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

test('two thousand damaged requests and files are answered as the contract says', async () => {
  const { count, outcomes, misdeeds } = await fuzz({ seed: 20_261_126, count: 2_000 })
  expect(misdeeds).toEqual([])
  expect(count).toBe(2_000)
  // It reaches what it is for: successes, refusals of every kind, and faults that were asked for.
  for (const outcome of ['broken', 200, 401, 404, 405, 422, 429, 503])
    expect(outcomes.core?.[outcome], String(outcome)).toBeGreaterThan(0)
  for (const outcome of ['closed', 'answered', 200, 401, 404, 422])
    expect(outcomes.http2?.[outcome], String(outcome)).toBeGreaterThan(0)
  for (const outcome of ['taken', 'refused']) expect(outcomes.files?.[outcome], outcome).toBeGreaterThan(0)
})
