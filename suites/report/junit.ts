import type { RuleVerdict } from '../rules/finding.ts'
import { countVerdicts } from '../rules/verdict.ts'
import { escapeMarkup } from './escape.ts'

export interface JunitInput<J extends RuleVerdict> {
  /** The suite's name, the same in every run: CI systems keep the history of a test by it. */
  readonly name: string
  /** What was judged: an address, a command. */
  readonly target: string
  readonly verdicts: readonly J[]
  readonly elapsedMs: number
  /** The text of a failure: its findings in full. */
  detail(judged: J): string
  /** Why the run did not come to its end; empty when it did. */
  readonly partial?: string
}

/**
 * Writes a report as JUnit XML: one test case for each rule. What failed is a failure; what could not be looked at is
 * skipped with its reason; what has only notes passes, with the notes as its output. A run that was cut short is an error.
 */
export function junitReport<J extends RuleVerdict>(input: JunitInput<J>): string {
  const { name, target, verdicts, elapsedMs, detail, partial = '' } = input
  const counts = countVerdicts(verdicts)
  const skipped = counts['not-provoked'] + counts.inconclusive + counts['not-applicable']
  const seconds = (elapsedMs / 1_000).toFixed(3)
  const errors = partial === '' ? [] : [`<error message="${escapeMarkup(partial)}" type="PARTIAL"/>`]
  const totals = `tests="${verdicts.length + errors.length}" failures="${counts.fail}" errors="${errors.length}" skipped="${skipped}" time="${seconds}"`
  const testCase = (title: string, lines: readonly string[]) => [
    `    <testcase classname="${escapeMarkup(name)}" name="${escapeMarkup(title)}" time="0">`,
    ...lines.map((line) => `      ${line}`),
    '    </testcase>',
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="aion-contract" ${totals}>`,
    `  <testsuite name="${escapeMarkup(name)}" ${totals}>`,
    `    <properties><property name="target" value="${escapeMarkup(target)}"/></properties>`,
    ...verdicts.flatMap((judged) => testCase(`${judged.rule}: ${judged.statement}`, outcome(judged, detail))),
    ...errors.flatMap((line) => testCase('The run comes to its end', [line])),
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
