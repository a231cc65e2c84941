import type { RuleVerdict } from '../rules/finding.ts'
import { countVerdicts } from '../rules/verdict.ts'
import { escapeMarkup } from './escape.ts'

export interface JunitInput<J extends RuleVerdict> {
  /** The suite's name: what was judged. */
  readonly name: string
  readonly verdicts: readonly J[]
  readonly elapsedMs: number
  /** The text of a failure: its findings in full. */
  detail(judged: J): string
}

/**
 * Writes a report as JUnit XML: one test case for each rule. What failed is a failure; what could not be looked at is
 * skipped with its reason; what has only notes passes, with the notes as its output.
 */
export function junitReport<J extends RuleVerdict>({ name, verdicts, elapsedMs, detail }: JunitInput<J>): string {
  const counts = countVerdicts(verdicts)
  const skipped = counts['not-provoked'] + counts.inconclusive + counts['not-applicable']
  const seconds = (elapsedMs / 1_000).toFixed(3)
  const totals = `tests="${verdicts.length}" failures="${counts.fail}" errors="0" skipped="${skipped}" time="${seconds}"`
  const cases = verdicts.flatMap((judged) => [
    `    <testcase classname="${escapeMarkup(name)}" name="${escapeMarkup(`${judged.rule}: ${judged.statement}`)}" time="0">`,
    ...outcome(judged, detail).map((line) => `      ${line}`),
    '    </testcase>',
  ])
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="aion-contract" ${totals}>`,
    `  <testsuite name="${escapeMarkup(name)}" ${totals}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function outcome<J extends RuleVerdict>(judged: J, detail: (judged: J) => string): string[] {
  const { verdict, evidence } = judged
  if (verdict === 'fail')
    return [
      `<failure message="${escapeMarkup(evidence)}" type="${judged.level}">${escapeMarkup(detail(judged))}</failure>`,
    ]
  if (verdict === 'warn') return [`<system-out>${escapeMarkup(`note: ${detail(judged)}`)}</system-out>`]
  return verdict === 'pass' ? [] : [`<skipped message="${escapeMarkup(`${verdict}: ${evidence}`)}"/>`]
}
