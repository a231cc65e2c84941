import { createColors } from 'picocolors'
import { countVerdicts, type Level, type Verdict, verdictOrder } from '../../report/verdict.ts'
import type { ClientReport } from '../judge.ts'

const words: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  warn: 'warn',
  inconclusive: '?',
  'not-provoked': '–',
  'not-applicable': 'n/a',
}

/** `9 of 12 MUST seen to hold`, for each level; what was not seen is not counted in. */
export function score({ judgements }: ClientReport): string {
  const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY']
  return levels
    .map((level) => {
      const counts = countVerdicts(judgements.filter((one) => one.level === level))
      const seen = counts.pass + counts.warn + counts.fail
      return seen === 0 ? '' : `${level} ${counts.pass}/${seen}`
    })
    .filter(Boolean)
    .join(' · ')
}

/** The report for a terminal: a line for each rule, and below what is wrong the scenarios that show it. */
export function textReport(report: ClientReport, { isColored }: { isColored: boolean }): string {
  const pc = createColors(isColored)
  const paint: Readonly<Record<Verdict, (text: string) => string>> = {
    pass: pc.green,
    fail: pc.red,
    warn: pc.yellow,
    inconclusive: pc.magenta,
    'not-provoked': pc.dim,
    'not-applicable': pc.dim,
  }
  const widest = Math.max(...report.judgements.map(({ rule }) => rule.length))
  const lines = report.judgements.flatMap(({ rule, level, verdict, evidence, statement, findings }) => {
    const head = `${paint[verdict](words[verdict].padEnd(4))}  ${pc.bold(rule.padEnd(widest))}  ${level.padEnd(6)}  `
    if (verdict === 'pass' || verdict === 'not-applicable') return [head + pc.dim(evidence)]
    const shown = findings.filter((finding) => finding.verdict !== 'pass' && finding.verdict !== 'not-applicable')
    return [
      head + statement,
      ...shown.map(
        (finding) =>
          `        ${paint[finding.verdict](words[finding.verdict])} ${finding.scenario}: ${finding.evidence}`,
      ),
    ]
  })
  const counts = countVerdicts(report.judgements)
  const tally = verdictOrder.flatMap((verdict) => (counts[verdict] ? [`${counts[verdict]} ${verdict}`] : [])).join(', ')
  return [...lines, '', `${pc.bold(score(report))}  (${tally})`].join('\n')
}
