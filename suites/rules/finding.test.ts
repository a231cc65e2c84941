import { expect, test } from 'vitest'
import { type Finding, ruleVerdict } from './finding.ts'
import type { RuleFacts } from './rule.ts'
import { countVerdicts, type Verdict, worstVerdict } from './verdict.ts'

const rule: RuleFacts = { id: 'a-rule', statement: 'It holds', source: 'assumed', level: 'MUST' }

const finding = (verdict: Verdict): Finding => ({
  rule: rule.id,
  level: rule.level,
  verdict,
  evidence: `saw ${verdict}`,
})

test('one failure outweighs everything', () => {
  expect(worstVerdict(['pass', 'warn', 'fail', 'not-provoked'])).toBe('fail')
})

test('what could not be looked at outweighs a pass', () => {
  expect(worstVerdict(['pass', 'inconclusive'])).toBe('inconclusive')
  expect(worstVerdict(['pass', 'not-provoked'])).toBe('not-provoked')
  expect(worstVerdict(['not-applicable', 'pass'])).toBe('pass')
})

test('the verdict on a rule shows the evidence of its worst finding and keeps them all', () => {
  const findings = [finding('pass'), finding('fail')]
  expect(ruleVerdict(rule, findings)).toMatchObject({ rule: 'a-rule', verdict: 'fail', evidence: 'saw fail', findings })
})

test('a rule that reports nothing has not passed', () => {
  expect(ruleVerdict(rule, [])).toMatchObject({ verdict: 'inconclusive', evidence: 'The rule reported nothing' })
})

test('every verdict is counted', () => {
  expect(countVerdicts([finding('pass'), finding('pass'), finding('fail')])).toEqual({
    pass: 2,
    fail: 1,
    warn: 0,
    inconclusive: 0,
    'not-provoked': 0,
    'not-applicable': 0,
  })
})
