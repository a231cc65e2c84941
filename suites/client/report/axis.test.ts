import { describe, expect, it } from 'vitest'
import { axisTicks, shortTime } from './axis.ts'

describe('the axis', () => {
  it('names times in their own unit', () => {
    expect([0, 700, 2_500, 60_000, 5_400_000, 2_592_000_000].map(shortTime)).toEqual([
      '0',
      '700 ms',
      '2.5 s',
      '1 min',
      '1.5 h',
      '30 d',
    ])
  })

  it('has about five round ticks, whatever it spans', () => {
    for (const spanMs of [100, 2_040, 15_300, 3_600_000, 2_600_000_000]) {
      const ticks = axisTicks(spanMs)
      expect(ticks.length).toBeGreaterThanOrEqual(3)
      expect(ticks.length).toBeLessThanOrEqual(7)
      expect(ticks.at(-1)).toBeLessThanOrEqual(spanMs)
    }
  })

  it('changes its unit at whole units, and shows two places of small numbers', () => {
    const times = [0.4, 0.5, 1, 999, 1_000, 1_234, 9_994, 10_000, 12_345, 59_999, 60_000, 3_599_000, 3_600_000]
    expect([...times, 86_399_000, 86_400_000, 129_600_000].map(shortTime)).toEqual([
      ...['0', '1 ms', '1 ms', '999 ms', '1 s', '1.23 s', '9.99 s', '10 s', '12 s', '60 s', '1 min', '60 min', '1 h'],
      ...['24 h', '1 d', '1.5 d'],
    ])
  })

  it('steps by round times, each of them where five of it fill the axis', () => {
    const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400, 432_000, 864_000]
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, ...seconds.map((count) => count * 1_000)]
    for (const step of steps) {
      expect(axisTicks(5 * step)).toEqual([0, 1, 2, 3, 4, 5].map((index) => index * step))
      expect(axisTicks(5 * step - 1)[1]).toBe(step)
      expect(axisTicks(5 * step + 1)[1]).toBeGreaterThan(step)
    }
    expect(axisTicks(8_640_000_000)).toEqual([0, 1, 2, 3, 4, 5].map((index) => index * 1_728_000_000))
  })
})
