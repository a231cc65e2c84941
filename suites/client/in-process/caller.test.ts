import FakeTimers from '@sinonjs/fake-timers'
import { expect, test } from 'vitest'
import type { Cancelling } from '../scenario.ts'
import { createCaller, createCallers } from './caller.ts'

function virtualTime() {
  const clock = FakeTimers.createClock(1_000)
  const time = { now: () => clock.now, monotonic: () => clock.now, sleep: async () => {} }
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(callback, ms)
    return () => clock.clearTimeout(timer)
  }
  return { clock, time, after }
}

function callerWith(cancel: Cancelling | undefined) {
  const virtual = virtualTime()
  return { clock: virtual.clock, caller: createCaller(cancel, virtual) }
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

test('one caller makes all calls, and begins no more once it has cancelled', () => {
  const callers = createCallers({ from: 'answer', afterMs: 0 }, virtualTime())
  expect(callers.of(0)).toBe(callers.of(7))
  expect(callers.isOver()).toBe(false)
  callers.of(3).abort()
  expect(callers.isOver()).toBe(true)
})

test('where only the first calls are cancelled, each is after what it hears itself, and the others go on', () => {
  const virtual = virtualTime()
  const callers = createCallers({ from: 'answer', afterMs: 300, first: 2 }, virtual)
  const cancelledMs = [0, 1, 2].map((index) => {
    const { signal } = callers.of(index)
    callers.heard('answered')
    virtual.clock.tick(1_000)
    expect(signal.aborted).toBe(index < 2)
    expect(callers.isOver()).toBe(false)
    return callers.of(index).cancelledMs()
  })
  expect(cancelledMs).toEqual([1_300, 2_300, null])
  callers.abort()
  expect([callers.isOver(), callers.of(2).signal.aborted]).toEqual([true, true])
})
