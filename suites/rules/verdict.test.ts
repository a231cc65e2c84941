import { expect, test } from 'vitest'
import { countVerdicts, type Verdict, worstVerdict } from './verdict.ts'

const order: readonly Verdict[] = ['fail', 'warn', 'inconclusive', 'not-provoked', 'pass', 'not-applicable']

test('the worst of some verdicts is the first in the order', () => {
  for (const [index, verdict] of order.entries()) expect(worstVerdict(order.slice(index).toReversed())).toBe(verdict)
  expect(worstVerdict([])).toBeUndefined()
})

test('verdicts are counted, and those that are not there are none', () => {
  expect(countVerdicts([])).toEqual(Object.fromEntries(order.map((verdict) => [verdict, 0])))
  const judged = order.flatMap((verdict, index) => Array.from({ length: index + 1 }, () => ({ verdict })))
  expect(countVerdicts(judged)).toEqual(Object.fromEntries(order.map((verdict, index) => [verdict, index + 1])))
})
