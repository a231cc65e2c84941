import { clip } from '../../report/clip.ts'
import type { Exchange } from '../exchange.ts'
import type { BackendFinding } from '../rule.ts'
import type { Verification } from '../verify.ts'

/** In letters. What a target writes decides over everything else in a report, but not over its size. */
const longest = { evidence: 1_000, difference: 300, header: 1_000, url: 2_000, body: 4_096 } as const

const mostDifferences = 20
const mostHeaders = 60

function presentableExchange(exchange: Exchange): Exchange {
  const { request, answer } = exchange
  const headers = (lines: Exchange['request']['headers']) =>
    lines.slice(0, mostHeaders).map(([name, value]) => [clip(name, 100), clip(value, longest.header)] as const)
  return {
    ...exchange,
    request: { ...request, url: clip(request.url, longest.url), headers: headers(request.headers) },
    answer: answer && { ...answer, headers: headers(answer.headers), body: clip(answer.body, longest.body) },
  }
}

/**
 * The verification as reports may show it: evidence, differences and exchanges no longer than a person reads. Every report
 * begins with it.
 */
export function presentable(verification: Verification): Verification {
  const known = new Map<Exchange, Exchange>()
  function exchangeOf(exchange: Exchange): Exchange {
    const shown = known.get(exchange) ?? presentableExchange(exchange)
    known.set(exchange, shown)
    return shown
  }
  const findingOf = ({ exchange, differences, ...finding }: BackendFinding): BackendFinding => ({
    ...finding,
    evidence: clip(finding.evidence, longest.evidence),
    ...(exchange && { exchange: exchangeOf(exchange) }),
    ...(differences && {
      differences: differences.slice(0, mostDifferences).map(({ path, expected, got }) => ({
        path: clip(path, longest.difference),
        expected: clip(expected, longest.difference),
        got: clip(got, longest.difference),
      })),
    }),
  })
  return {
    ...verification,
    verdicts: verification.verdicts.map((judged) => ({
      ...judged,
      evidence: clip(judged.evidence, longest.evidence),
      findings: judged.findings.map(findingOf),
    })),
  }
}
