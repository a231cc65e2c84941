import { expect, test } from 'vitest'
import { attempt, call, ended } from './hand-made.ts'
import {
  answeredMs,
  firstGap,
  gaps,
  hasEnded,
  hedges,
  latest,
  realClock,
  type ScenarioRun,
  scaledClock,
  virtualClock,
} from './run.ts'

const hedged = call([attempt(0, 503, { tookMs: 100 }), attempt(99), attempt(200)])
const late = call([attempt(0, 503, { tookMs: 100 }), attempt(100), attempt(350)])

test('an attempt is answered by an answer or by a fault', () => {
  expect(answeredMs(attempt(0, 503, { tookMs: 100 }))).toBe(100)
  const broken = attempt(0, null)
  expect(answeredMs(broken)).toBeNull()
  expect(answeredMs({ ...broken, times: { ...broken.times, faultMs: 70 } })).toBe(70)
})

test('one that begins before the other is answered is a hedge, and waited for nothing', () => {
  expect([hedges(hedged), gaps(hedged)]).toEqual([1, [null, 101]])
  expect([hedges(late), gaps(late)]).toEqual([0, [0, 250]])
  expect([hedges(call([])), gaps(call([attempt(0)]))]).toEqual([0, []])
})

test('after one that was never answered nobody knows how long it waited', () => {
  const silent = call([attempt(0, null), attempt(500)])
  expect([hedges(silent), gaps(silent)]).toEqual([0, [null]])
})

test('the first wait is that before the second attempt', () => {
  expect([late, hedged, call([attempt(0)])].map(firstGap)).toEqual([0, undefined, undefined])
})

test('a run has ended when all its calls have', () => {
  const run = (...outcomes: (boolean | null)[]): ScenarioRun => ({
    scenario: { request: 'listFiles', script: [] },
    clock: realClock,
    calls: outcomes.map((outcome) => call([attempt(0)], outcome === null ? null : ended(outcome))),
  })
  expect([run(true, false), run(true, null), run(null), run()].map(hasEnded)).toEqual([true, false, false, true])
})

test('what clocks are good for', () => {
  const rest = { lateMs: 250, doubtMs: 0, addedMs: 0 }
  expect(virtualClock).toEqual({ ...rest, mode: 'virtual', factor: 1, earlyMs: 1, noiseMs: 0.5 })
  expect(realClock).toEqual({ ...rest, mode: 'real', factor: 1, earlyMs: 20, noiseMs: 10 })
  expect(scaledClock(20)).toEqual({ ...rest, mode: 'scaled', factor: 20, earlyMs: 40, noiseMs: 200 })
  expect(latest(1_000, realClock)).toBe(1_270)
})
