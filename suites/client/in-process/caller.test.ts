import FakeTimers from '@sinonjs/fake-timers'
import { expect, test } from 'vitest'
import type { Cancelling } from '../scenario.ts'
import { createCaller } from './caller.ts'

function callerWith(cancel: Cancelling | undefined) {
  const clock = FakeTimers.createClock(1_000)
  const time = { now: () => clock.now, monotonic: () => clock.now, sleep: async () => {} }
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(callback, ms)
    return () => clock.clearTimeout(timer)
  }
  return { clock, caller: createCaller(cancel, { time, after }) }
}

test('a caller that never cancels does so only when it is told to end', () => {
  const { clock, caller } = callerWith(undefined)
  caller.heard('arrived')
  caller.heard('answered')
  clock.tick(100_000)
  expect([caller.signal.aborted, caller.cancelledMs()]).toEqual([false, null])
  caller.abort()
  expect([caller.signal.aborted, caller.cancelledMs()]).toEqual([true, null])
})

test('one that cancels beforehand has done so at once', () => {
  const { clock, caller } = callerWith({ from: 'start' })
  expect([caller.signal.aborted, caller.cancelledMs()]).toEqual([true, 1_000])
  clock.tick(10)
  caller.heard('arrived')
  expect(caller.cancelledMs()).toBe(1_000)
})

test.each([
  ['request', 'arrived', 'answered'],
  ['answer', 'answered', 'arrived'],
] as const)('one that cancels after the first %s counts from there', (from, moment, other) => {
  const { clock, caller } = callerWith({ from, afterMs: 300 })
  caller.heard(other)
  caller.heard('moved')
  caller.heard('aside')
  clock.tick(50)
  expect(caller.cancelledMs()).toBeNull()
  caller.heard(moment)
  clock.tick(299)
  caller.heard(moment)
  expect([caller.signal.aborted, caller.cancelledMs()]).toEqual([false, 1_350])
  clock.tick(1)
  expect([caller.signal.aborted, caller.cancelledMs()]).toEqual([true, 1_350])
  expect(clock.countTimers()).toBe(0)
})
