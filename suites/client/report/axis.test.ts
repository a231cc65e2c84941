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
})
