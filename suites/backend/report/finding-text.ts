import type { RuleVerdict } from '../../rules/finding.ts'
import type { BackendFinding } from '../rule.ts'
import { answerLines, curlCommand } from './curl.ts'
import { gather } from './gather.ts'

/** The worst findings of a rule as plain text, each with its differences, its request as curl and its answer. */
export function findingText(judged: RuleVerdict<BackendFinding>): string {
  return gather(judged.findings.filter(({ verdict }) => verdict === judged.verdict))
    .map(({ first, others }) => {
      const differences = (first.differences ?? []).map(
        ({ path, expected, got }) => `  ${path || 'body'}: expected ${expected}, got ${got}`,
      )
      const exchange = first.exchange ? [curlCommand(first.exchange), ...answerLines(first.exchange)] : []
      const times = others.length > 0 ? ` (${others.length + 1} times)` : ''
      return [`${first.evidence}${times}`, ...differences, ...exchange].join('\n')
    })
    .join('\n\n')
}
