import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { type CallRun, realClock } from '../run.ts'
import { ok } from '../script/step.ts'
import { stalledCalls, stalledRuns } from './stalls.ts'

const lateMs = 50

/** When a call's attempts came, when their answers were let go, and when it ended. */
const timesOf = ({ attempts, settledMs }: CallRun) => [
  ...attempts.map(({ times }) => [times.headMs, times.responseEndMs]),
  settledMs,
]

const two = call([attempt(0, 503, { tookMs: 10 }), attempt(1_000, 200, { tookMs: 10 })], ended(true), {
  settledMs: 1_020,
})

test('a stall meets a call before each attempt, as each is let go, and at its end', () => {
  const [, last] = timesOf(two)
  expect(last).toEqual([1_000, 1_010])
  expect(stalledCalls(two, lateMs).map(timesOf)).toEqual([
    [[50, 60], [1_050, 1_060], 1_070],
    [[0, 10], [1_050, 1_060], 1_070],
    [[0, 60], [1_000, 1_010], 1_020],
    [[0, 10], [1_000, 1_060], 1_020],
    [[0, 10], [1_000, 1_010], 1_070],
  ])
})

test('what never came is no later for it', () => {
  const hung = call([attempt(0, null)], null, { settledMs: null })
  const [late, letGo, end] = stalledCalls(hung, lateMs)
  expect(late?.attempts[0]?.times).toMatchObject({ headMs: 50, responseHeadMs: null, responseEndMs: null })
  expect(letGo?.attempts[0]?.times.responseEndMs).toBeNull()
  expect([late?.settledMs, end?.settledMs]).toEqual([null, null])
})

test('of several calls it meets all, every second one, or the first alone, at each of its moments', () => {
  const one = call([attempt(0, 200)], ended(true), { settledMs: 10 })
  const run = { scenario: { request: 'listFiles', script: [ok] }, clock: realClock, calls: [one, one, one] } as const
  const heads = stalledRuns(run, lateMs).map(({ calls }) => calls.map(({ attempts: [first] }) => first?.times.headMs))
  expect(heads.slice(0, 3)).toEqual([
    [50, 50, 50],
    [0, 50, 0],
    [50, 0, 0],
  ])
  const ends = stalledRuns(run, lateMs).map(({ calls }) => calls.map(({ settledMs }) => settledMs))
  expect(ends).toEqual([
    ...[[60, 60, 60], [10, 60, 10], [60, 10, 10]], // biome-ignore format: a table
    ...[[10, 10, 10], [10, 10, 10], [10, 10, 10]], // biome-ignore format: a table
    ...[[60, 60, 60], [10, 60, 10], [60, 10, 10]], // biome-ignore format: a table
  ])
  expect(stalledRuns({ ...run, calls: [] }, lateMs)).toEqual([])
  expect(stalledRuns({ ...run, calls: [one, two] }, lateMs)).toHaveLength(3 * stalledCalls(two, lateMs).length)
})
