import { describe, expect, test } from 'vitest'
import { createRateWindow } from './rate-window.ts'

describe('a rate window', () => {
  test('opens with its first request and counts to its limit', () => {
    const window = createRateWindow()
    expect(window.kept()).toBeNull()
    expect([window.take(2, 1_000), window.take(2, 60_000), window.take(2, 60_999)]).toEqual([true, true, false])
    expect(window.state(2, 60_999)).toEqual({ limit: 2, remaining: 0, resetMs: 61_000 })
    expect(window.state(1, 60_999).remaining).toBe(0)
    expect(window.kept()).toEqual({ startMs: 1_000, used: 2 })
    expect([window.take(2, 61_000), window.state(2, 61_000)]).toEqual([
      true,
      { limit: 2, remaining: 1, resetMs: 121_000 },
    ])
  })

  test('opens anew when its clock is moved back, or when it is told to', () => {
    const window = createRateWindow(1_000)
    window.take(1, 5_000)
    expect(window.take(1, 4_999)).toBe(true)
    expect(window.state(1, 4_999).resetMs).toBe(5_999)
    window.reset()
    expect([window.kept(), window.take(1, 4_999)]).toEqual([null, true])
  })

  test('is what it was when it comes back', () => {
    const window = createRateWindow(1_000)
    window.restore({ startMs: 5_000, used: 3 })
    expect(window.state(5, 5_500)).toEqual({ limit: 5, remaining: 2, resetMs: 6_000 })
    window.restore(null)
    window.restore(undefined)
    expect(window.kept()).toEqual({ startMs: 5_000, used: 3 })
  })
})
