import { getEventListeners } from 'node:events'
import FakeTimers from '@sinonjs/fake-timers'
import { expect, test } from 'vitest'
import { createPacing } from './pacing.ts'

function paced() {
  const clock = FakeTimers.createClock(0)
  const client = new AbortController()
  const events: string[] = []
  let watches = 0
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(callback, ms)
    return () => clock.clearTimeout(timer)
  }
  const watch = () => {
    watches += 1
    return client.signal
  }
  const pacing = createPacing(after, () => events.push('moved'), watch)
  const pause = (ms: number) => pacing.pause(ms).then(() => events.push(`resumed at ${clock.now}`))
  return { clock, client, events, pacing, pause, watches: () => watches }
}

test('a pause takes the time of the client', async () => {
  const { clock, events, pause } = paced()
  const paused = pause(200)
  await clock.tickAsync(199)
  expect(events).toEqual([])
  await clock.tickAsync(1)
  await paused
  expect(events).toEqual(['resumed at 200'])
})

test('a pause is over when the client goes away, and leaves no timer behind', async () => {
  const { clock, client, events, pause } = paced()
  const paused = pause(200)
  await clock.tickAsync(50)
  client.abort()
  await paused
  expect(events).toEqual(['resumed at 50'])
  expect(clock.countTimers()).toBe(0)
  await pause(200)
  expect(events).toEqual(['resumed at 50', 'resumed at 50'])
  expect(clock.countTimers()).toBe(0)
})

test('it says what it is told: that bytes move, and who is gone', () => {
  const { client, events, pacing } = paced()
  pacing.moved()
  expect(events).toEqual(['moved'])
  expect(pacing.gone).toBe(client.signal)
})

test('its client is watched when somebody asks, and once', async () => {
  const { clock, pacing, pause, watches } = paced()
  pacing.moved()
  expect(watches()).toBe(0)
  const paused = pause(200)
  await clock.tickAsync(200)
  await paused
  expect([pacing.gone.aborted, watches()]).toEqual([false, 1])
})

test('a pause that is over listens no longer', async () => {
  const { clock, client, pause } = paced()
  const paused = pause(200)
  expect(getEventListeners(client.signal, 'abort')).toHaveLength(1)
  await clock.tickAsync(200)
  await paused
  expect(getEventListeners(client.signal, 'abort')).toHaveLength(0)
})
