import type { Answered } from '../exchange.ts'
import { announcements, isBefore, rateNumber } from '../rate-limit.ts'
import { runRule } from '../rule.ts'
import { damageAll, withHeader } from '../sabotage.ts'

const remaining = ({ answer }: Answered) => rateNumber(answer, 'X-RateLimit-Remaining') ?? 0
const reset = ({ answer }: Answered) => rateNumber(answer, 'X-RateLimit-Reset') ?? 0

/** So many successes one after the other must have cost something. */
const enough = 4

/** The run of answers of one key within the window of its first one, each answered before the next was sent. */
function sameWindow(answers: readonly Answered[]): Answered[] {
  const chain: Answered[] = []
  for (const exchange of answers) {
    const last = chain.at(-1)
    if (!last || (isBefore(last, exchange) && Math.abs(reset(exchange) - reset(last)) <= 1)) chain.push(exchange)
  }
  return chain
}

export const rateLimitRemainingFalls = runRule({
  id: 'rate-limit-remaining-falls',
  statement: 'X-RateLimit-Remaining falls from request to request within a window',
  source: 'the rate limits page',
  level: 'MUST',
  check(run) {
    const chains = announcements(run).map(sameWindow)
    const problems = chains.flatMap((chain) =>
      chain.flatMap((exchange, index) => {
        const previous = chain[index - 1]
        return previous && remaining(exchange) > remaining(previous)
          ? [{ evidence: 'X-RateLimit-Remaining rose within a window', exchange }]
          : []
      }),
    )
    const counted = chains
      .map((chain) => chain.filter(({ answer }) => answer.status < 300))
      .filter((chain) => chain.length >= enough)
    const stuck = counted.flatMap((chain) => {
      const [first] = chain
      const last = chain.at(-1)
      return first && last && remaining(first) === remaining(last) && remaining(first) > 0
        ? [{ evidence: `X-RateLimit-Remaining stayed the same over ${enough} successes and more`, exchange: last }]
        : []
    })
    return counted.length === 0 && problems.length === 0 ? null : [...problems, ...stuck]
  },
  unseen: `Fewer than ${enough} successes followed one another within a window`,
  sabotage: (run) =>
    damageAll(
      run,
      (exchange) =>
        announcements(run).flat().includes(exchange) && exchange.answer.status !== 429 && remaining(exchange) > 0,
      (answer) => withHeader(answer, 'X-RateLimit-Remaining', '7'),
    ),
})
