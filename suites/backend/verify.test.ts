import { expect, test } from 'vitest'
import { answered, handMadeRun, refused } from './hand-made.ts'
import type { Rule } from './rule.ts'
import { chooseRules, hasLooked, judgeRun } from './verify.ts'

const rule = (id: string, fields: Partial<Rule> = {}): Rule => ({
  id,
  statement: `What ${id} says`,
  source: 'a page',
  level: 'MUST',
  judge: ({ exchanges }) => [
    { verdict: exchanges.length > 0 ? 'pass' : 'not-provoked', evidence: `${exchanges.length} seen` },
  ],
  ...fields,
})
const failing = rule('fails', { judge: () => [{ verdict: 'fail', evidence: 'it is broken' }] })
const run = handMadeRun([answered(200)])

test('a run that came to its end, was looked at and broke nothing is good', () => {
  const { isGood, verdicts, run: judged } = judgeRun(run, [rule('one')], [])
  expect([isGood, judged.ending]).toEqual([true, 'completed'])
  expect(verdicts).toEqual([
    {
      rule: 'one',
      verdict: 'pass',
      level: 'MUST',
      evidence: '1 seen',
      statement: 'What one says',
      source: 'a page',
      findings: [{ rule: 'one', level: 'MUST', verdict: 'pass', evidence: '1 seen', fingerprint: 'one run none' }],
    },
  ])
})

test('it is not good when a rule fails, nothing was looked at, or it was cut short', () => {
  expect(judgeRun(run, [rule('one'), failing], []).isGood).toBe(false)
  expect(judgeRun(handMadeRun([]), [rule('one')], []).isGood).toBe(false)
  expect(judgeRun({ ...run, ending: 'interrupted' }, [rule('one')], []).isGood).toBe(false)
})

test('a verdict of pass, warn or fail means that somebody looked', () => {
  const looked = (verdict: 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-provoked' | 'not-applicable') =>
    hasLooked(judgeRun(run, [rule('one', { judge: () => [{ verdict, evidence: '' }] })], []).verdicts)
  expect((['pass', 'warn', 'fail'] as const).map(looked)).toEqual([true, true, true])
  expect((['inconclusive', 'not-provoked', 'not-applicable'] as const).map(looked)).toEqual([false, false, false])
})

test('from the deadline on no rule looks any more, and that is said', () => {
  let asked = 0
  const late = judgeRun(run, [rule('one'), rule('two')], [], () => asked++ > 0)
  expect(late.verdicts.map(({ verdict, evidence }) => [verdict, evidence])).toEqual([
    ['pass', '1 seen'],
    ['inconclusive', 'The deadline passed before this rule could look'],
  ])
  expect([late.run.ending, late.isGood]).toEqual(['deadline', false])
})

test('a recording of statuses is shown only to rules that look at nothing else', () => {
  const statuses = { ...run, shows: 'statuses' as const }
  expect(
    judgeRun(statuses, [rule('one'), rule('two', { isStatusOnly: true })], []).verdicts.map(({ evidence }) => evidence),
  ).toEqual(['The recording holds no headers and bodies of answers', '1 seen'])
})

test('rules are chosen by their ids; a wrong one is refused with the near name', () => {
  expect(chooseRules(['retry-after-is-valid']).map(({ id }) => id)).toEqual(['retry-after-is-valid'])
  expect(chooseRules(undefined).length).toBeGreaterThan(50)
  expect(() => chooseRules(['retry-after-is-valit'])).toThrow(/retry-after-is-valid/)
})

test('the fingerprint of a finding is in its verdict', () => {
  const noMessage = handMadeRun([refused('HTTP_404', { operation: 'getFile', error: { message: '' } })])
  const { verdicts } = judgeRun(noMessage, chooseRules(['error-message-is-text']))
  const findings = verdicts.flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === 'fail')
  expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(['error-message-is-text getFile 404 error.message'])
})
