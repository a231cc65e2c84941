import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testTime } from '../../../mocks/core/time.ts'
import { clientTime } from './client-time.ts'

const fromMs = 1_795_000_000_000

beforeEach(() => void vi.useFakeTimers({ now: fromMs }))
afterEach(() => void vi.useRealTimers())

test.each([1, 20])('a clock that runs %d times faster', (factor) => {
  const { time } = clientTime(fromMs, factor, testTime())
  expect([time.now(), time.monotonic()]).toEqual([fromMs, 0])
  vi.advanceTimersByTime(150)
  expect(time.now()).toBe(fromMs + factor * 150)
  expect(time.monotonic()).toBeCloseTo(factor * 150)
})

test('it is of whole milliseconds', () => {
  const { time } = clientTime(fromMs, 1.5, testTime())
  vi.advanceTimersByTime(1)
  expect(time.now()).toBe(fromMs + 1)
})

test('it calls back after its own milliseconds, unless that is called off', () => {
  const { after } = clientTime(fromMs, 20)
  const called: string[] = []
  after(2_000, () => called.push('kept'))
  const off = after(2_000, () => called.push('called off'))
  off()
  vi.advanceTimersByTime(99)
  expect(called).toEqual([])
  vi.advanceTimersByTime(1)
  expect(called).toEqual(['kept'])
})
