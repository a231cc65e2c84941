import timersPromises from 'node:timers/promises'
import FakeTimers from '@sinonjs/fake-timers'
import { expect, test } from 'vitest'
import { boundAtomicsWait, takeOverAbortTimeout, takeOverSchedulerWait } from './other-clocks.ts'

test('AbortSignal.timeout is on the clock that jumps, until it is given back', () => {
  const { timeout } = AbortSignal
  const clock = FakeTimers.createClock(0)
  const restore = takeOverAbortTimeout(clock)
  const signals = [AbortSignal.timeout(0), AbortSignal.timeout(500)]
  const refused = [-1, Number.POSITIVE_INFINITY].map((ms) => {
    try {
      return AbortSignal.timeout(ms).aborted
    } catch (error) {
      return error instanceof RangeError
    }
  })
  restore()
  expect(AbortSignal.timeout).toBe(timeout)
  expect([refused, clock.countTimers()]).toEqual([[true, true], 2]) // biome-ignore format: two facts
  clock.tick(499)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  clock.tick(1)
  expect(signals[1]?.reason).toMatchObject({
    name: 'TimeoutError',
    message: 'The operation was aborted due to timeout',
  })
})

test('scheduler.wait goes where the other promises of timers go, until it is given back', async () => {
  const { wait } = timersPromises.scheduler
  const { signal } = new AbortController()
  const { setTimeout } = timersPromises
  const asked: unknown[][] = []
  Object.assign(timersPromises, { setTimeout: async (...given: unknown[]) => void asked.push(given) })
  const restore = takeOverSchedulerWait()
  try {
    await timersPromises.scheduler.wait(5, { signal })
  } finally {
    restore()
    Object.assign(timersPromises, { setTimeout })
  }
  expect(asked).toEqual([[5, undefined, { signal }]])
  expect(timersPromises.scheduler.wait).toBe(wait)
})

test('Atomics.wait is bounded, and one that nobody ends is a sleep, until it is given back', () => {
  const { wait } = Atomics
  const cells = new Int32Array(new SharedArrayBuffer(8))
  cells[1] = 7
  const waited: unknown[][] = []
  Atomics.wait = ((...given: unknown[]) => {
    waited.push(given)
    return given[2] === 7 ? 'not-equal' : 'timed-out'
  }) as typeof wait // only what the bench asks of it
  const fake = Atomics.wait
  let sleeps = 0
  const restore = boundAtomicsWait(() => {
    sleeps += 1
  })
  try {
    expect([Atomics.wait(cells, 1, 0), sleeps]).toEqual(['timed-out', 1])
    expect([Atomics.wait(cells, 1, 0, 1), sleeps]).toEqual(['timed-out', 1])
    expect([Atomics.wait(cells, 1, 0, 2), sleeps]).toEqual(['timed-out', 2])
    expect([Atomics.wait(cells, 1, 7, 900), sleeps]).toEqual(['not-equal', 2])
    restore()
    expect(Atomics.wait).toBe(fake)
  } finally {
    Atomics.wait = wait
  }
  expect(waited.map(([, index, , ms]) => [index, ms])).toEqual([[1, 200], [1, 1], [1, 2], [1, 200]]) // biome-ignore format: rows
})
