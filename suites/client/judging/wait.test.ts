import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { realClock, type ScenarioRun, virtualClock } from '../run.ts'
import { ok } from '../script/step.ts'
import { afterTheEnd, askedWaits, isAtOnce, longestMs, lookAtLeast, lookAtWait, understands, usualGap } from './wait.ts'

const asked = (at: number, askedMs: number | null = 2_000) => attempt(at, 429, { askedMs })
const runOf = (...calls: ScenarioRun['calls']): ScenarioRun => ({
  scenario: { request: 'listFiles', script: [ok] },
  clock: virtualClock,
  calls,
})

test('a wait is in time when it is no more early than the clock may be', () => {
  const [early, late] = [realClock.earlyMs, realClock.earlyMs + 1].map((ms) =>
    lookAtWait(call([asked(0), attempt(2_000 - ms)]), realClock),
  )
  expect(early).toEqual({
    askedMs: 2_000,
    gapMs: 1_980,
    facts: 'came back after 1,980 ms, asked for 2,000 ms',
    isInTime: true,
  })
  expect(late).toEqual({
    askedMs: 2_000,
    gapMs: 1_979,
    facts: 'came back after 1,979 ms, asked for 2,000 ms: 21 ms early, tolerance 20 ms',
    isInTime: false,
  })
  expect(lookAtWait(call([asked(0)]), realClock)).toBeUndefined()
  expect(lookAtWait(call([asked(0, null), attempt(5)]), realClock)).toMatchObject({ askedMs: 0, isInTime: true })
})

test('every wait that was asked for counts, in order', () => {
  const one = call([asked(0, 1_000), asked(1_000, null), asked(1_500, 3_000), attempt(2_000)])
  expect(askedWaits(one, virtualClock).map(({ askedMs, gapMs }) => [askedMs, gapMs])).toEqual([
    [1_000, 1_000],
    [3_000, 500],
  ])
  const looks = lookAtLeast(one, virtualClock, (evidence) => ({ verdict: 'warn', evidence }))
  expect(looks.map(({ verdict }) => verdict)).toEqual(['pass', 'warn'])
  expect(lookAtLeast(call([asked(0)], ended(429, { name: 'E' })), virtualClock, () => looks[0] ?? never())).toEqual([
    { verdict: 'not-applicable', evidence: 'never came back, so there is no wait to judge (E with status 429)' },
  ])
})

const never = (): never => {
  throw new Error('It is there')
}

test('a wait of less than fifty milliseconds is none', () => {
  expect([49, 50].map((gapMs) => isAtOnce(gapMs, virtualClock))).toEqual([true, false])
  expect([59, 60].map((gapMs) => isAtOnce(gapMs, { ...virtualClock, addedMs: 10 }))).toEqual([true, false])
})

test('one may be half as long again, or two seconds more', () => {
  const exact = { ...virtualClock, lateMs: 0 }
  expect(longestMs(10_000, exact)).toBeCloseTo(15_300)
  expect(longestMs(1_000, exact)).toBeCloseTo(3_060)
})

test('the usual wait is the middle one, of those that came back', () => {
  const waits = [1_000, 3_000, 2_000].map((ms) => call([attempt(0, 503), attempt(ms)]))
  expect(usualGap(runOf(...waits, call([attempt(0, 503)])))).toBe(2_000)
  expect(usualGap(runOf())).toBeUndefined()
  expect(usualGap(undefined)).toBeUndefined()
})

test('a client understands what it keeps or never tries', () => {
  expect(understands(runOf(call([asked(0), attempt(2_000)])))).toBe(true)
  expect(understands(runOf(call([asked(0), attempt(1_000)])))).toBe(false)
  expect(understands(runOf(call([asked(0)])))).toBe(true)
  expect(understands(undefined)).toBe(true)
})

test('what comes after the end came after its caller knew', () => {
  const one = call([attempt(0, 503), attempt(1_000), attempt(1_001)], ended(true), { settledMs: 1_000 })
  expect(afterTheEnd(one, virtualClock).map(({ times }) => times.headMs)).toEqual([1_001])
  expect(afterTheEnd(one, { ...virtualClock, addedMs: 1 })).toEqual([])
  expect(afterTheEnd({ ...one, settledMs: null }, virtualClock)).toEqual([])
})
