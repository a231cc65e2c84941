import { createColors } from 'picocolors'
import { visibleLine } from '../../report/visible.ts'
import { wrap } from '../../report/wrap.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { ClockFacts } from '../run.ts'
import { type NamedReport, profileLine, scoreLine, tally } from './named-report.ts'

const words: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  warn: 'warn',
  inconclusive: '?',
  'not-provoked': '–',
  'not-applicable': 'n/a',
}

/** Said beside each verdict that a sped-up clock made less exact. */
const tolerance = (clock: ClockFacts | null | undefined): string =>
  clock?.mode === 'scaled' ? ` (×${clock.factor}, ±${clock.earlyMs + clock.doubtMs} ms)` : ''

/** How exact the other times are. */
function exactness({ runs }: NamedReport): string {
  const clock = runs.map((run) => run.clock).find(({ mode }) => mode !== 'scaled')
  return clock === undefined ? '' : `, times to ±${clock.earlyMs + clock.doubtMs} ms`
}

/** The report for a terminal: a line for each rule, and below what is wrong the scenarios that show it. */
export function clientText(report: NamedReport, { isColoured, width = 120 }: { isColoured: boolean; width?: number }) {
  const pc = createColors(isColoured)
  const paint: Readonly<Record<Verdict, (text: string) => string>> = {
    pass: pc.green,
    fail: pc.red,
    warn: pc.yellow,
    inconclusive: pc.magenta,
    'not-provoked': pc.dim,
    'not-applicable': pc.dim,
  }
  const widest = Math.max(...report.verdicts.map(({ rule }) => rule.length))
  const lines = report.verdicts.flatMap(({ rule, level, verdict, evidence, statement, findings, remedy }) => {
    const head = `${paint[verdict](words[verdict].padEnd(4))}  ${pc.bold(rule.padEnd(widest))}  ${level.padEnd(6)}`
    if (verdict === 'pass' || verdict === 'not-applicable')
      return [`${head}  ${pc.dim(visibleLine(evidence) + tolerance(findings[0]?.clock))}`]
    const shown = findings.filter((finding) => finding.verdict !== 'pass' && finding.verdict !== 'not-applicable')
    return [
      head.trimEnd(),
      ...wrap(statement, width, '      '),
      ...shown.flatMap((finding) =>
        wrap(`${finding.scenario}: ${finding.evidence}${tolerance(finding.clock)}`, width, '        ').map(
          (line, index) => (index === 0 ? line.replace('        ', `      ${paint[finding.verdict]('▸')} `) : line),
        ),
      ),
      ...(remedy === undefined ? [] : wrap(`Mend it: ${remedy}`, width, '      ')),
    ]
  })
  const isBroken = report.verdicts.some(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const profile = profileLine(report)
  return [
    `${pc.bold(report.client)}`,
    ...report.notes.flatMap((note) => wrap(visibleLine(`note: ${note}`), width, '  ')),
    '',
    ...lines,
    '',
    `${pc.bold(scoreLine(report))}   ${tally(report)}`,
    `clock: ${report.clock}${exactness(report)}; ${(report.elapsedMs / 1_000).toFixed(1)} s${profile && `\nprofile: ${profile}`}`,
    ...(isBroken ? [pc.dim('More on a rule: aion-contract retry --explain RULE')] : []),
    '',
  ].join('\n')
}
