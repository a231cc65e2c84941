import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createClock, systemTime, testTime } from './time.ts'

describe('a clock', () => {
  test('is moved, set and put back', () => {
    const clock = createClock(createManualTime(1_000_000))
    expect([clock.now(), clock.offsetMs, clock.dateMs()]).toEqual([1_000_000, 0, undefined])
    clock.advance(500)
    clock.advance(-100)
    expect([clock.now(), clock.offsetMs, clock.dateMs()]).toEqual([1_000_400, 400, 1_000_400])
    clock.set(5_000_000)
    expect([clock.now(), clock.offsetMs]).toEqual([5_000_000, 4_000_000])
    clock.skewSeconds = -3
    expect([clock.now(), clock.dateMs(), clock.skewSeconds]).toEqual([5_000_000, 4_997_000, -3])
    clock.reset()
    expect([clock.now(), clock.offsetMs, clock.skewSeconds, clock.dateMs()]).toEqual([1_000_000, 0, 0, undefined])
    clock.skewSeconds = 2
    expect(clock.dateMs()).toBe(1_002_000)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e15, '5', new Date(0), null])(
    'refuses %s, and stays where it was',
    (given) => {
      const clock = createClock(createManualTime(1_000))
      const wrong = given as number // what a caller without types may give
      expect(() => clock.advance(wrong)).toThrow(
        /^advance\(ms\) must be a number between -3155760000000 and 3155760000000; got /,
      )
      expect(() => clock.set(wrong)).toThrow(/^set\(epochMs\) must be/)
      expect(() => {
        clock.skewSeconds = wrong
      }).toThrow(/^skewSeconds must be/)
      expect([clock.now(), clock.dateMs()]).toEqual([1_000, undefined])
    },
  )

  test('shows the date that the time below it shows, moved as it is itself', () => {
    const clock = createClock({ ...createManualTime(1_000), dateMs: () => 9_000 })
    expect(clock.dateMs()).toBe(9_000)
    clock.advance(5)
    expect(clock.dateMs()).toBe(9_005)
  })
})

describe.each([
  ['the machine’s time', systemTime],
  ['a test’s time', testTime],
])('%s', (_, create) => {
  test('goes on, and a sleep ends at once with its signal', async () => {
    const time = create()
    expect(Math.abs(time.now() - Date.now())).toBeLessThan(60_000)
    expect(time.monotonic()).toBeGreaterThan(0)
    const before = time.monotonic()
    await time.sleep(1)
    expect(time.monotonic()).toBeGreaterThan(before)
    await time.sleep(1_000_000_000, AbortSignal.abort())
    const leaving = new AbortController()
    const asleep = time.sleep(1_000_000_000, leaving.signal)
    leaving.abort()
    await asleep
  })
})

test('a sleep leaves neither a timer nor a listener behind, however it ends', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const time = testTime()
    const { signal } = new AbortController()
    const asleep = time.sleep(50, signal)
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort').length]).toEqual([1, 1])
    vi.advanceTimersByTime(50)
    await asleep
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort').length]).toEqual([0, 0])
    const leaving = new AbortController()
    const ended = time.sleep(50, leaving.signal)
    leaving.abort()
    await ended
    expect(vi.getTimerCount()).toBe(0)
    await time.sleep(50, leaving.signal)
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
