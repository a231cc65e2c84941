import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { calmCalls } from './calm.ts'

const kept = (...times: (number | undefined)[]) =>
  times.map((keptMs) => call([attempt(0)], ended(true), keptMs === undefined ? {} : { keptMs }))
const twenty = Array.from({ length: 20 }, (_, index) => 20 - index)

test('of twenty calls a third is left out: those that others kept longest from a processor', () => {
  expect(calmCalls(kept(...twenty)).map(({ keptMs }) => keptMs)).toEqual(twenty.toReversed().slice(0, 14))
})

test('fewer calls count all, and so do calls of which it is not known', () => {
  expect(calmCalls(kept(...twenty.slice(1)))).toHaveLength(19)
  expect(calmCalls(kept(...twenty, undefined))).toHaveLength(21)
})
