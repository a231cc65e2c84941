import { expect, test } from 'vitest'
import type { Fate } from './fate.ts'
import { drawMutants } from './sample.ts'
import { type Judged, scores } from './score.ts'

const [mutant] = drawMutants(new Map([['mocks/core/body.ts', 'f(1)']]), 1, 4)
if (!mutant) throw new Error('a call with a number has places to damage')

const judged = (kind: Fate['kind'], more: { seed?: number; file?: string; equivalent?: string } = {}): Judged => ({
  mutant: { ...(mutant as NonNullable<typeof mutant>), ...more }, // it was checked above
  fate: { kind, by: '' },
  equivalent: more.equivalent,
})

const cells = (table: string) => table.split('\n').map((line) => line.split(' | ').slice(1).join(' '))

test('a score tells who noticed, and leaves out what nothing can notice', () => {
  const some = [
    judged('failed test'),
    judged('failed test', { file: 'suites/backend/run/run.ts', equivalent: 'thought to be so, and is not' }),
    judged('type error', { file: 'suites/rules/verdict.ts' }),
    judged('failed end-to-end test', { file: 'suites/client/rules/one-call.ts', seed: 5 }),
    judged('too slow', { file: 'suites/client/report/text.ts' }),
    judged('survived', { file: 'suites/client/judge.ts', seed: 5 }),
    judged('survived', { equivalent: 'the list is never empty' }),
  ]
  expect(cells(scores(some, true)).slice(2)).toEqual([
    '4 2 1 1 100.0 % 0 100.0 % 0 1 |',
    '2 0 0 0 0.0 % 1 50.0 % 1 0 |',
    '4 1 1 0 50.0 % 1 75.0 % 1 0 |',
    '6 2 1 1 66.7 % 1 83.3 % 1 1 |',
  ])
})

test('without end-to-end tests there is no second score, and of nothing there is none', () => {
  expect(cells(scores([judged('survived')], false)).slice(2)).toEqual([
    '1 0 0 0 0.0 % not asked not asked 1 0 |',
    '0 0 0 0 – not asked not asked 0 0 |',
    '1 0 0 0 0.0 % not asked not asked 1 0 |',
  ])
})
