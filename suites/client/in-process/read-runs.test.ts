import { expect, test } from 'vitest'
import { attempt, call, ended, waits } from '../hand-made.ts'
import { type CallState, readRuns, watchAfterMs } from './read-runs.ts'

const facts = { watchedMs: 9_000, cancelledMs: () => null }
const state = (from: number, until: number | null): CallState => ({
  outcome: until === null ? null : ended(true),
  startedMs: from * 100,
  settledMs: until === null ? null : until * 100,
  from,
  until,
})
const ids = (runs: ReturnType<typeof readRuns>) => runs.map(({ attempts }) => attempts.map(({ id }) => id))
const server = (...moments: number[]) => ({ attempts: moments.map((at) => attempt(at)), asides: [] })

test('a call apart has what its own server saw, and what it said itself', () => {
  const runs = readRuns('apart', [server(1, 2), server(3)], [state(0, 2), state(0, null)], facts)
  expect(ids(runs)).toEqual([[1, 2], [3]])
  expect(runs[0]).toEqual({
    attempts: [attempt(1), attempt(2)],
    outcome: state(0, 2).outcome && expect.objectContaining({ ok: true }),
    startedMs: 0,
    settledMs: 200,
    watchedMs: 9_000,
  })
  expect(runs[1]).toMatchObject({ outcome: null, settledMs: null })
})

test('calls in turn have the attempts between their beginnings and their ends, the one under way all that came since', () => {
  expect(ids(readRuns('in-turn', [server(1, 2, 3, 4, 5)], [state(0, 2), state(2, 3), state(4, null)], facts))).toEqual([
    [1, 2],
    [3],
    [5],
  ])
})

test('the calls of workers are one', () => {
  const runs = readRuns('workers', [server(1, 2, 3)], [state(0, 2), state(1, 3)], facts)
  expect(ids(runs)).toEqual([[1, 2, 3]])
  expect(runs[0]).toMatchObject({ startedMs: 0, settledMs: 200 })
  expect(readRuns('workers', [server()], [], facts)).toEqual([])
})

test('asides and the moment of cancelling are there only when there were any', () => {
  const asides = [{ method: 'OPTIONS', target: '/', headMs: 1 }]
  const [run] = readRuns('apart', [{ attempts: [], asides }], [state(0, 0)], { watchedMs: 1, cancelledMs: () => 0 })
  expect(run).toMatchObject({ asides, cancelledMs: 0 })
  const [plain] = readRuns('apart', [server()], [state(0, 0)], facts)
  expect(plain).not.toHaveProperty('asides')
  expect(plain).not.toHaveProperty('cancelledMs')
})

test('what a run holds does not change with its server', () => {
  const seen = server(1)
  const runs = readRuns('apart', [seen], [state(0, 1)], facts)
  seen.attempts.push(attempt(2))
  expect(ids(runs)).toEqual([[1]])
})

test('late attempts are looked for twice as long as the longest wait, from ten seconds to a minute', () => {
  const of = (gap: number) => watchAfterMs([waits(500, [1, gap]), waits(500, [2])], {})
  expect([of(1_000), of(5_000), of(5_001), of(30_000), of(30_001)]).toEqual([10_000, 10_000, 10_002, 60_000, 60_000])
  expect(watchAfterMs([call([attempt(0)])], {})).toBe(10_000)
  expect(watchAfterMs([call([attempt(0, null), attempt(40_000)])], { watchAfterMs: 20_000 })).toBe(20_000)
})
