import { expect, test } from 'vitest'
import { type Finding, ruleVerdict } from '../rules/finding.ts'
import type { Verdict } from '../rules/verdict.ts'
import { junitReport } from './junit.ts'

function judged(verdict: Verdict, evidence = verdict as string) {
  const rule = { id: `rule-${verdict}`, statement: 'It <holds> & stays', source: 'assumed', level: 'MUST' } as const
  const finding: Finding = { rule: rule.id, verdict, level: 'MUST', evidence }
  return ruleVerdict(rule, [finding])
}

const report = (...verdicts: Verdict[]) =>
  junitReport({
    name: 'aion-contract.backend',
    target: 'http://a:1',
    verdicts: verdicts.map((verdict) => judged(verdict)),
    elapsedMs: 1_500,
    detail: ({ evidence }) => `detail of ${evidence}`,
  })

test('a failure fails, with its detail', () => {
  expect(report('fail')).toContain('<failure message="fail" type="MUST">detail of fail</failure>')
})

test('what could not be looked at is skipped with its reason, never passed', () => {
  expect(report('not-provoked', 'inconclusive', 'not-applicable', 'pass')).toContain(
    'tests="4" failures="0" errors="0" skipped="3" time="1.500"',
  )
})

test('notes are output of a test that passes', () => {
  expect(report('warn')).toContain('<system-out>note: detail of warn</system-out>')
})

test('markup in texts is harmless, and what XML forbids is shown by its number', () => {
  const text = junitReport({
    name: 'n',
    target: 't',
    verdicts: [judged('fail', 'a <b> "c" \u0000')],
    elapsedMs: 0,
    detail: () => '',
  })
  expect(text).toContain('message="a &lt;b&gt; &quot;c&quot; \\x00"')
  expect(text).toContain('It &lt;holds&gt; &amp; stays')
})

test('a test keeps its name wherever the target runs', () => {
  expect(report('pass')).toContain(
    '<testcase classname="aion-contract.backend" name="rule-pass: It &lt;holds&gt; &amp; stays"',
  )
  expect(report('pass').match(/http:\/\/a:1/g)).toHaveLength(1)
})

test('a run that was cut short is an error, so that nobody takes it for green', () => {
  const text = junitReport({
    name: 'n',
    target: 't',
    verdicts: [judged('pass')],
    elapsedMs: 0,
    detail: () => '',
    partial: 'PARTIAL: the run was interrupted.',
  })
  expect(text).toContain('tests="2" failures="0" errors="1"')
  expect(text).toContain('<error message="PARTIAL: the run was interrupted." type="PARTIAL"/>')
})
