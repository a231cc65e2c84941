import { createColors } from 'picocolors'
import { wrap } from '../../report/wrap.ts'
import type { RuleVerdict } from '../../rules/finding.ts'
import { countVerdicts, type Verdict } from '../../rules/verdict.ts'
import { type CoverageRow, countObserved } from '../coverage.ts'
import { operationTable } from '../operation-table.ts'
import type { BackendFinding } from '../rule.ts'
import type { Run } from '../run.ts'
import type { Verification } from '../verify.ts'
import { cleanUpSentence, leftoverLines } from './leftover-lines.ts'
import { presentable } from './presentable.ts'
import { endingSentence, verdictSentence } from './sentences.ts'
import { verdictLines, width } from './verdict-lines.ts'

const indent = '      '

/** Writes the report for a terminal: what is broken first, each with its exchange; nothing is wider than 80 columns. */
export function textReport(verification: Verification, { isColoured = false }: { isColoured?: boolean } = {}): string {
  const { verdicts, coverage, run } = presentable(verification)
  const colour = createColors(isColoured)
  const paint: Readonly<Record<Verdict, (text: string) => string>> = {
    fail: colour.red,
    warn: colour.yellow,
    inconclusive: colour.yellow,
    'not-provoked': colour.cyan,
    pass: colour.green,
    'not-applicable': colour.dim,
  }
  const of = (verdict: Verdict) => verdicts.filter((judged) => judged.verdict === verdict)
  const heading = (verdict: Verdict, title: string) => ['', paint[verdict](colour.bold(title))]

  const whole = (judged: RuleVerdict<BackendFinding>) => {
    const { rule, verdict, level } = judged
    const title = `${paint[verdict](verdict.toUpperCase().padEnd(5))} ${colour.bold(rule)} (${level})`
    return ['', title, ...verdictLines(judged, run.baseUrl)]
  }

  const short = ({ rule, evidence }: RuleVerdict<BackendFinding>) => ['', `  ${rule}`, ...wrap(evidence, width, indent)]

  function coverageLines(title: string, rows: readonly CoverageRow[]): string[] {
    const unseen = rows.filter(({ isObserved }) => !isObserved)
    return [
      `  ${countObserved(rows)} of ${rows.length} ${title} observed${unseen.length > 0 ? '; not observed:' : ''}`,
      ...unseen.flatMap(({ name, note }) => [`    ${name}`, ...wrap(note, width, `${indent}  `)]),
    ]
  }

  const passed = of('pass')
  const notProvoked = [...of('inconclusive'), ...of('not-provoked')]
  const notApplicable = of('not-applicable')
  const counts = countVerdicts(verdicts)
  return [
    ...wrap(
      `${run.baseUrl}: ${run.exchanges.length} exchanges in ${(run.elapsedMs / 1_000).toFixed(1)} s; allowed: ${['reads', 'invalid requests', ...run.allowed].join(', ')}`,
      width,
    ),
    ...(run.ending === 'completed' ? [] : wrap(endingSentence(run.ending), width)),
    ...[...of('fail'), ...of('warn')].flatMap(whole),
    ...(notProvoked.length > 0 ? [...heading('not-provoked', 'NOT PROVOKED'), ...notProvoked.flatMap(short)] : []),
    ...(notApplicable.length > 0
      ? [...heading('not-applicable', 'NOT APPLICABLE'), ...notApplicable.flatMap(short)]
      : []),
    ...(passed.length > 0
      ? [...heading('pass', 'PASSED'), ...wrap(passed.map(({ rule }) => rule).join(', '), width, '  ')]
      : []),
    '',
    colour.bold('COVERAGE'),
    ...coverageLines('documented errors', coverage.codes),
    ...coverageLines('documented status rows', coverage.statuses),
    ...operationLines(run),
    ...leftovers(run),
    '',
    ...wrap(verdictSentence(counts, run.ending), width).map((line) =>
      paint[verification.isGood ? 'pass' : 'fail'](line),
    ),
    '',
  ].join('\n')
}

/** What the run has written and what remains of it; nothing where it wrote nothing. */
function leftovers(run: Run): string[] {
  if (run.leftovers === undefined) return []
  const each = run.leftovers.flatMap((leftover) => {
    const [sentence = '', ...command] = leftoverLines(leftover)
    return ['', ...wrap(sentence, width, '  '), ...command.map((line) => indent + line)]
  })
  return ['', ...wrap(cleanUpSentence(run), width), ...each]
}

/** What was seen on each operation, successes as their status. */
function operationLines(run: Run): string[] {
  const { operations, codes, has } = operationTable(run)
  const lines = operations.flatMap((operation) => {
    const seen = codes.filter((code) => has(operation, code)).join(', ')
    return wrap(`${operation}: ${seen}`, width - 2, '    ').map((line, index) => (index === 0 ? line : `  ${line}`))
  })
  return lines.length === 0 ? [] : ['  by operation:', ...lines]
}
