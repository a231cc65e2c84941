import { stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { setTimeout as imported } from 'node:timers'
import { setTimeout as promised, scheduler } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { takeOverTime, type VirtualTime } from './virtual-time.ts'

const { setTimeout: realTimeout, Date: RealDate } = globalThis
const realNow = performance.now.bind(performance)

const clocks = () => [
  globalThis.setTimeout,
  globalThis.setInterval,
  Date,
  performance.now,
  process.hrtime,
  AbortSignal.timeout,
  Atomics.wait,
  scheduler.wait,
  Socket.prototype.setTimeout,
]
const before = clocks()

let virtual: VirtualTime | undefined
afterEach(() => {
  virtual?.end()
  virtual = undefined
  expect(clocks()).toEqual(before)
})

function take() {
  const thrown: unknown[] = []
  virtual = takeOverTime((error) => thrown.push(error))
  return { virtual, thrown }
}

const passing = { isBusy: () => false, patienceMs: 3_600_000, idleMs: 0 }

test('the clock stands still until time passes, and then it is as late as was waited', async () => {
  const { virtual } = take()
  const [date, mono, own] = [Date.now(), performance.now(), virtual.time.monotonic()]
  expect(Math.abs(date - RealDate.now())).toBeLessThan(60_000)
  expect([virtual.time.now(), own]).toEqual([date, 0])
  await new Promise((resolve) => realTimeout(resolve, 5))
  expect([Date.now(), performance.now()]).toEqual([date, mono])
  const hr = process.hrtime.bigint()
  let isDone = false
  setTimeout(() => {
    isDone = true
  }, 2_000_000)
  const from = realNow()
  expect(await virtual.pass({ ...passing, isDone: () => isDone })).toBe(true)
  expect(realNow() - from).toBeLessThan(100_000)
  expect([Date.now() - date, performance.now() - mono, virtual.time.monotonic()]).toEqual(Array(3).fill(2_000_000))
  expect(virtual.time.now()).toBe(date + 2_000_000)
  expect(process.hrtime.bigint() - hr).toBe(2_000_000_000_000n)
})

test.each([0, 150, 400])('it begins between two whole seconds, also %i ms later', async (ms) => {
  await new Promise((resolve) => realTimeout(resolve, ms))
  take()
  expect(Date.now() % 1_000).toBe(500)
})

test.each<[string, (done: () => void) => unknown]>([
  ['setTimeout', (done) => setTimeout(done, 1_000)],
  ['an imported setTimeout', (done) => imported(done, 1_000)],
  ['setInterval', (done) => setInterval(done, 1_000)],
  ['timers/promises', (done) => promised(1_000).then(done)],
  ['scheduler.wait', (done) => scheduler.wait(1_000).then(done)],
  ['AbortSignal.timeout', (done) => AbortSignal.timeout(1_000).addEventListener('abort', done)],
  ['the timeout of a socket', (done) => new Socket().setTimeout(1_000, done)],
])('%s jumps', async (_, wait) => {
  const { virtual } = take()
  let isDone = false
  wait(() => {
    isDone = true
  })
  expect(await virtual.pass({ ...passing, isDone: () => isDone })).toBe(true)
  expect(virtual.time.monotonic()).toBe(1_000)
})

test('timers that are called off do not go off', async () => {
  const { virtual } = take()
  const heard: string[] = []
  clearTimeout(setTimeout(() => heard.push('timeout'), 100))
  clearInterval(setInterval(() => heard.push('interval'), 100))
  const callOff = virtual.after(100, () => heard.push('called off'))
  virtual.after(200, () => heard.push('after'))
  callOff()
  expect(await virtual.pass({ ...passing, isDone: () => false, patienceMs: 1_000 })).toBe(false)
  expect([heard, virtual.time.monotonic()]).toEqual([['after'], 1_000])
})

test('what a timer throws is told, and time goes on', async () => {
  const { virtual, thrown } = take()
  const error = new Error('of a timer')
  setTimeout(() => {
    throw error
  }, 100)
  await virtual.pass({ ...passing, isDone: () => false, patienceMs: 1_000 })
  expect([thrown, virtual.time.monotonic()]).toEqual([[error], 1_000])
})

test('the clock stands still while something goes on that no timer tells of', async () => {
  const { virtual } = take()

  const times: number[] = []
  let isDone = false
  const look = async () => {
    for (let i = 0; i < 5; i += 1) {
      await stat(import.meta.filename)
      times.push(virtual.time.monotonic())
    }
    isDone = true
  }
  setTimeout(() => {}, 1_000)
  void look()
  await virtual.pass({ ...passing, isDone: () => isDone })
  expect(times).toEqual([0, 0, 0, 0, 0])
})

test('sleep and linger are of real time; a sleep may be called off', async () => {
  const { virtual } = take()
  const from = realNow()
  await virtual.time.sleep(30)
  expect(realNow() - from).toBeGreaterThan(25)
  const end = new AbortController()
  const sleeping = virtual.time.sleep(600_000, end.signal)
  end.abort()
  await sleeping
  const lingering = realNow()
  await virtual.linger(50)
  expect(realNow() - lingering).toBeGreaterThan(45)
  expect(virtual.time.monotonic()).toBe(0)
})

test('only one at a time', () => {
  take()
  expect(() => takeOverTime(() => {})).toThrow(
    expect.objectContaining({
      message:
        "The timers of this process are taken over already: by another check that still runs, or by a test's fake timers",
      cause: expect.any(TypeError),
    }),
  )
})

test('nobody is refused who waits for timers', async () => {
  const { virtual } = take()
  let isDone = false
  setTimeout(() => {
    isDone = true
  }, 100)
  await virtual.pass({ ...passing, isDone: () => isDone })
  expect(virtual.refusal()).toBeUndefined()
})

const asCommand = 'Judge it as a command: aion-contract retry -- COMMAND'

test('who sleeps on this thread is refused, and so stays the first reason', () => {
  const { virtual } = take()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
  const reason = `The client sleeps with Atomics.wait, which stops everything else. ${asCommand}`
  expect(virtual.refusal()).toBe(reason)
  const end = Date.now() + 1_000
  while (Date.now() < end);
  expect(virtual.refusal()).toBe(reason)
})

test('who asks the clock in a loop is refused', () => {
  const { virtual } = take()
  const end = Date.now() + 1_000
  while (Date.now() < end);
  expect(virtual.refusal()).toBe(
    `The client waits in a loop that asks the clock until the time is over, which stops everything else. ${asCommand}`,
  )
})

test('who asks the clock again and again is refused', async () => {
  const { virtual } = take()
  let isOver = false
  const ask = () => {
    Date.now()
    if (!isOver) setImmediate(ask)
  }
  ask()
  await virtual.pass({ ...passing, isDone: () => false, patienceMs: 1_000 })
  isOver = true
  expect(virtual.refusal()).toBe(
    `The client waits by asking the clock again and again, which no clock that jumps can follow. ${asCommand}`,
  )
})
