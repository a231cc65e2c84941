import FakeTimers from '@sinonjs/fake-timers'
import { expect, test } from 'vitest'
import { bounded, jumpUntil, mostJumps, type PassOptions } from './jumps.ts'

/** A clock from 0, and who asked when for how much quiet. */
function still() {
  const clock = FakeTimers.createClock(0)
  const asked: [atMs: number, forMs: number][] = []
  const thrown: unknown[] = []
  const quiet = {
    until: async (_: () => boolean, __: () => boolean, forMs: number) => void asked.push([clock.now, forMs]),
  }
  const pass = (options: Partial<PassOptions>) =>
    jumpUntil(
      clock,
      quiet,
      { isDone: () => false, isBusy: () => false, patienceMs: 1_000, idleMs: 0, ...options },
      (error) => thrown.push(error),
    )
  return { clock, asked, pass, quiet, thrown }
}

test('time jumps from timer to timer until it is done', async () => {
  const { clock, asked, pass } = still()
  let isDone = false
  clock.setTimeout(() => clock.setTimeout(() => (isDone = true), 30), 20)
  expect(await pass({ isDone: () => isDone })).toBe(true)
  expect(asked).toEqual([[0, 0], [20, 0], [50, 0]]) // biome-ignore format: moments in a row
  expect(clock.countTimers()).toBe(0)
})

test('whoever else is due at the same moment goes with it', async () => {
  const { clock, asked, pass } = still()
  const due: string[] = []
  for (const name of ['one', 'other']) clock.setTimeout(() => due.push(name), 20)
  await pass({ isDone: () => due.length > 0 })
  expect(due).toEqual(['one', 'other'])
  expect(asked).toHaveLength(2)
})

test('what timers throw is told, and the others still go off', async () => {
  const { clock, pass, thrown } = still()
  let isDone = false
  for (const [ms, word] of [
    [20, 'first'],
    [20, 'beside it'],
    [40, 'later'],
  ] as const)
    clock.setTimeout(() => {
      throw new Error(word)
    }, ms)
  clock.setTimeout(() => (isDone = true), 60)
  expect(await pass({ isDone: () => isDone })).toBe(true)
  expect(thrown.map(String)).toEqual(['Error: first', 'Error: beside it', 'Error: later'])
})

test('it ends when the patience is over, and was not done', async () => {
  const { clock, pass } = still()
  clock.setInterval(() => {}, 300)
  expect(await pass({ patienceMs: 1_000 })).toBe(false)
  expect(clock.now).toBe(1_000)
})

test('a patience longer than one timer can be is waited for in parts', async () => {
  const clock = FakeTimers.createClock(0)
  const patience = bounded(clock, 5_000_000_000)
  await clock.tickAsync(4_999_999_999)
  expect(patience.isOver()).toBe(false)
  await clock.tickAsync(1)
  expect(patience.isOver()).toBe(true)
  expect(clock.countTimers()).toBe(0)
})

test('a patience of exactly one longest timer is over with it', async () => {
  const clock = FakeTimers.createClock(0)
  const patience = bounded(clock, 2_000_000_000)
  await clock.tickAsync(2_000_000_000)
  expect(patience.isOver()).toBe(true)
})

test('a bound that is ended leaves no timer behind', () => {
  const clock = FakeTimers.createClock(0)
  bounded(clock, 10).end()
  expect(clock.countTimers()).toBe(0)
})

test('a client that waits for nothing gets real time before each jump', async () => {
  const { asked, pass } = still()
  await pass({ idleMs: 250 })
  expect(asked).toEqual([[0, 0], [0, 250]]) // biome-ignore format: moments in a row
})

test('where a client waits for the very end, what that sets off becomes quiet first', async () => {
  const { clock, asked, pass } = still()
  clock.setTimeout(() => {}, 1_000)
  expect(await pass({})).toBe(false)
  expect(asked).toEqual([[0, 0], [1_000, 0]]) // biome-ignore format: moments in a row
  expect(clock.countTimers()).toBe(0)
})

test('a client that begins to wait while nobody else does is followed', async () => {
  const { clock, asked, pass, quiet } = still()
  const until = quiet.until
  quiet.until = async (isDone, isBusy, forMs) => {
    await until(isDone, isBusy, forMs)
    if (forMs > 0) clock.setTimeout(() => {}, 1_000)
  }
  await pass({ idleMs: 250 })
  expect(asked).toEqual([[0, 0], [0, 250], [1_000, 0]]) // biome-ignore format: moments in a row
})

test('one that waits on the clock does not, and one that is done in that time is not jumped over', async () => {
  const { clock, asked, pass } = still()
  clock.setTimeout(() => {}, 400)
  await pass({ idleMs: 250, isDone: () => asked.length === 3 })
  expect(asked).toEqual([[0, 0], [400, 0], [400, 250]]) // biome-ignore format: moments in a row
  expect(clock.now).toBe(400)
})

test('timers without end are watched for some thousand jumps', async () => {
  const { clock, asked, pass } = still()
  clock.setInterval(() => {}, 1)
  expect(await pass({ patienceMs: 1_000_000 })).toBe(false)
  expect(asked).toHaveLength(mostJumps + 2)
})

test('who is busy is told to whoever waits for quiet', async () => {
  const { clock, thrown } = still()
  const told: unknown[][] = []
  const quiet = { until: async (...given: unknown[]) => void told.push(given) }
  const options = { isDone: () => true, isBusy: () => true, patienceMs: 1, idleMs: 0 }
  await jumpUntil(clock, quiet, options, (error) => thrown.push(error))
  expect(told).toEqual([[options.isDone, options.isBusy, 0]])
})
