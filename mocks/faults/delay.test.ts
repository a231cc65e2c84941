import { describe, expect, it } from 'vitest'
import { createRandom } from '../../fixtures/random.ts'
import { maxDelayMs } from './bounds.ts'
import { drawDelayMs } from './delay.ts'
import type { Delay } from './fault.ts'

const draws = (delay: Delay, seed = 1) => {
  const random = createRandom(seed)
  return Array.from({ length: 5_000 }, () => drawDelayMs(delay, random))
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

describe('a delay', () => {
  it('is none, or the milliseconds that it says', () => {
    expect(drawDelayMs(undefined, Math.random)).toBe(0)
    expect(drawDelayMs(250, Math.random)).toBe(250)
  })

  it('is spread evenly between two bounds', () => {
    const values = draws({ uniform: [100, 300] })
    expect(Math.min(...values)).toBeGreaterThanOrEqual(100)
    expect(Math.max(...values)).toBeLessThan(300)
    expect(median(values)).toBeGreaterThan(190)
    expect(median(values)).toBeLessThan(210)
  })

  it('has the long tail of a lognormal distribution around its median', () => {
    const values = draws({ lognormal: { medianMs: 100, sigma: 1 } })
    expect(median(values)).toBeGreaterThan(92)
    expect(median(values)).toBeLessThan(108)
    // One in six lies beyond one sigma: e times the median.
    const beyond = values.filter((value) => value > 100 * Math.E).length / values.length
    expect(beyond).toBeGreaterThan(0.13)
    expect(beyond).toBeLessThan(0.19)
  })

  it('never exceeds the longest delay that there is', () => {
    expect(Math.max(...draws({ lognormal: { medianMs: maxDelayMs, sigma: 3 } }))).toBe(maxDelayMs)
  })

  it('is drawn alike from equal seeds', () => {
    expect(draws({ uniform: [0, 9] }, 5)).toEqual(draws({ uniform: [0, 9] }, 5))
  })
})
