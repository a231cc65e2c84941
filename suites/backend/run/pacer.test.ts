import { expect, test } from 'vitest'
import type { HeaderLine } from '../exchange.ts'
import { createPacer } from './pacer.ts'

const startMs = 1_795_000_000_000
const signal = new AbortController().signal

/** A pacer with a clock whose sleeps are over at once. */
function pacerAt() {
  let nowMs = startMs
  const slept: number[] = []
  const pacer = createPacer({
    now: () => nowMs,
    monotonic: () => nowMs,
    async sleep(ms) {
      slept.push(ms)
      nowMs += ms
    },
  })
  const says = (remaining: string, reset: string): { headers: HeaderLine[] } => ({
    headers: [
      ['X-RateLimit-Remaining', remaining],
      ['X-RateLimit-Reset', reset],
    ],
  })
  const inSeconds = (remaining: number, seconds: number) => says(String(remaining), String(startMs / 1_000 + seconds))
  const wait = (ms: number) => {
    nowMs += ms
  }
  return { pacer, slept, says, inSeconds, wait }
}

test('a window with requests left, or of which nothing is known, makes nobody wait', async () => {
  const { pacer, slept, inSeconds } = pacerAt()
  await pacer.turn('main', signal)
  pacer.seen('main', inSeconds(1, 30))
  await pacer.turn('main', signal)
  expect(slept).toEqual([])
})

test('what is on its way counts', async () => {
  const { pacer, slept, inSeconds } = pacerAt()
  pacer.seen('main', inSeconds(2, 30))
  for (let sent = 0; sent < 3; sent++) await pacer.turn('main', signal)
  expect(slept).toEqual([30_000])
})

test('an answer takes one off what is on its way, never more than there are', async () => {
  const { pacer, slept, inSeconds } = pacerAt()
  pacer.seen('main', inSeconds(2, 30))
  pacer.seen('main', { headers: [] })
  await pacer.turn('main', signal)
  await pacer.turn('main', signal)
  expect(slept).toEqual([])
  pacer.seen('main', { headers: [] })
  await pacer.turn('main', signal)
  expect(slept).toEqual([])
  await pacer.turn('main', signal)
  expect(slept).toEqual([30_000])
})

test('after the wait the window is taken for new, and one that has ended is not waited for', async () => {
  const { pacer, slept, inSeconds, wait } = pacerAt()
  pacer.seen('main', inSeconds(0, 30))
  await pacer.turn('main', signal)
  await pacer.turn('main', signal)
  expect(slept).toEqual([30_000])
  pacer.seen('main', inSeconds(0, 60))
  wait(30_000)
  await pacer.turn('main', signal)
  expect(slept).toEqual([30_000])
})

test('within a window the least that was said counts, a newer one begins again', async () => {
  const { pacer, slept, inSeconds } = pacerAt()
  pacer.seen('main', inSeconds(0, 30))
  pacer.seen('main', inSeconds(5, 30))
  await pacer.turn('main', signal)
  expect(slept).toEqual([30_000])
  pacer.seen('main', inSeconds(0, 31))
  pacer.seen('main', inSeconds(1, 90))
  await pacer.turn('main', signal)
  expect(slept).toEqual([30_000])
})

test('each key has its own window', async () => {
  const { pacer, slept, inSeconds } = pacerAt()
  pacer.seen('other', inSeconds(0, 30))
  await pacer.turn('main', signal)
  expect(slept).toEqual([])
})

test.each([
  ['-1', '9'],
  ['0', '1.5'],
  ['0', 'soon'],
  ['', ''],
])('%j left until %j says nothing', async (remaining, reset) => {
  const { pacer, slept, says } = pacerAt()
  pacer.seen('main', says(remaining, reset))
  await pacer.turn('main', signal)
  expect(slept).toEqual([])
})

test('a pause lasts as long as it was said, the longest of several', async () => {
  const { pacer, slept } = pacerAt()
  pacer.pause('main', 7_000)
  pacer.pause('main', 3_000)
  await pacer.turn('other', signal)
  expect(slept).toEqual([])
  await pacer.turn('main', signal)
  expect(slept).toEqual([7_000])
})

test.each([
  ['7', 7_000],
  ['65', 65_000],
  ['66', 65_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', 1_000],
  [undefined, 1_000],
])('after a limit with Retry-After %s it waits %i ms', (value, waitMs) => {
  const { pacer } = pacerAt()
  expect(pacer.waitAfter({ headers: value === undefined ? [] : [['Retry-After', value]] })).toBe(waitMs)
})
