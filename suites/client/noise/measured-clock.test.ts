import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { realClock, scaledClock } from '../run.ts'
import { ok } from '../script/step.ts'
import { measuredClock, readCallCost } from './measured-clock.ts'

const warmUp = (...costs: number[]) => ({
  scenario: { request: 'listFiles' as const, script: [ok] },
  clock: realClock,
  calls: costs.map((settledMs) => call([attempt(0)], ended(true), { settledMs })),
})

test('a call costs what it takes from its last answer to its end, in the middle, and calls differ by the rest', () => {
  expect(readCallCost([warmUp(8, 40), warmUp(12)])).toEqual({ usualMs: 12, spreadMs: 4 })
  expect(readCallCost([warmUp(8, 9, 10, 40, 40)])).toEqual({ usualMs: 10, spreadMs: 32 })
  expect(readCallCost([])).toEqual({ usualMs: 0, spreadMs: 0 })
})

test('what a call costs, its spread and the lateness of a run are in doubt', () => {
  expect(measuredClock(scaledClock(20), { usualMs: 12, spreadMs: 32 }, 10)).toMatchObject({
    noiseMs: 20 * 32,
    doubtMs: 20 * 54,
  })
})

test('no machine is believed to be without noise', () => {
  expect(measuredClock(realClock, { usualMs: 0, spreadMs: 0 }, 0)).toMatchObject({ noiseMs: 10, doubtMs: 10 })
})
