import { wrap } from '../../report/wrap.ts'
import type { RuleVerdict } from '../../rules/finding.ts'
import { nameExchange } from '../exchange.ts'
import type { BackendFinding } from '../rule.ts'
import { answerLines, curlCommand } from './curl.ts'
import { type GatheredFinding, gather } from './gather.ts'

/** Columns of a terminal that nobody has widened. */
export const width = 80

const indent = '      '
/** How many distinct findings of one rule are shown whole, and how many further places of one finding are named. */
const shownFindings = 3
const shownPlaces = 6

/** Only the first line of a list item keeps its dash. */
const hang = (line: string, index: number) => (index === 0 ? line : line.replace('- ', '  '))

function findingLines({ first, others }: GatheredFinding, baseUrl: string): string[] {
  const times = others.length > 0 ? ` (${others.length + 1} times)` : ''
  const lines = ['', ...wrap(`→ ${first.evidence}${times}`, width, indent)]
  for (const { path, expected, got } of first.differences ?? [])
    lines.push(...wrap(`${path || 'body'}: expected ${expected}, got ${got}`, width, `${indent}  - `).map(hang))
  if (first.exchange) {
    // Never wrapped: a broken line could not be pasted.
    for (const line of curlCommand(first.exchange).split('\n')) lines.push(indent + line)
    lines.push(...answerLines(first.exchange).flatMap((line) => wrap(line, width, `${indent}< `)))
  }
  const places = [...new Set(others.flatMap(({ exchange }) => (exchange ? [nameExchange(exchange, baseUrl)] : [])))]
  const rest = places.length > shownPlaces ? `; ${places.length - shownPlaces} more` : ''
  if (places.length > 0) lines.push(...wrap(`also: ${places.slice(0, shownPlaces).join('; ')}${rest}`, width, indent))
  return lines
}

/** A rule's statement and its worst findings: each with its differences, its request as curl and its answer. */
export function verdictLines(judged: RuleVerdict<BackendFinding>, baseUrl: string): string[] {
  const gathered = gather(judged.findings.filter(({ verdict }) => verdict === judged.verdict))
  const hidden = gathered.length - shownFindings
  return [
    ...wrap(`${judged.statement}. [${judged.source}]`, width, indent),
    ...gathered.slice(0, shownFindings).flatMap((finding) => findingLines(finding, baseUrl)),
    ...(hidden > 0 ? [`${indent}… and ${hidden} other findings of this rule (see --format json)`] : []),
  ]
}
