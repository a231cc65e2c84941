import { expect, test } from 'vitest'
import type { ClientVerdict } from '../../suites/client/judge.ts'
import type { Verdict } from '../../suites/rules/verdict.ts'
import { changedVerdicts } from './changed-verdicts.ts'

const run = (...verdicts: readonly Verdict[]) => ({
  verdicts: verdicts.map(
    (verdict, index): ClientVerdict => ({
      rule: `rule-${index}`,
      verdict,
      level: 'MUST',
      evidence: '',
      statement: '',
      source: '',
      findings: [],
    }),
  ),
})

test('a rule that says the same each time is not among the changed', () => {
  expect(changedVerdicts([run('pass', 'warn'), run('pass', 'warn')])).toEqual([])
})

test('one that could not be told in one run and was told in another has changed, as one that is another', () => {
  expect(changedVerdicts([run('pass', 'fail'), run('inconclusive', 'pass'), run('pass', 'fail')])).toEqual([
    { rule: 'rule-0', verdicts: ['pass', 'inconclusive'] },
    { rule: 'rule-1', verdicts: ['fail', 'pass'] },
  ])
})
