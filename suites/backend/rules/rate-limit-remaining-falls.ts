import { fail } from '../../rules/look.ts'
import { rateNumber } from '../rate-limit.ts'
import { runRule, type SeenAnswer } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

const limitOf = ({ answer }: SeenAnswer) => Number(rateNumber(answer, 'X-RateLimit-Limit'))
const remainingOf = ({ answer }: SeenAnswer) => rateNumber(answer, 'X-RateLimit-Remaining')

/** So many requests beyond what can have come back meanwhile must show. */
const enough = 4
const windowSeconds = 60

/** How many of a key's requests are more than its window gives back while they are made. */
function unexplained(answers: readonly SeenAnswer[]): number {
  const [first] = answers
  const last = answers.at(-1)
  if (!first || !last) return 0
  const seconds = (last.sentMs + last.elapsedMs - first.sentMs) / 1_000
  return answers.length - 1 - (limitOf(first) * seconds) / windowSeconds
}

/** A window of its own for each key, and for each class of operations that has a limit of its own. */
const windowOf = (exchange: SeenAnswer) => `${exchange.credential} ${limitOf(exchange)}`

export const rateLimitRemainingFalls = runRule({
  id: 'rate-limit-remaining-falls',
  statement: 'X-RateLimit-Remaining does not stand still while requests come faster than the window gives them back',
  source: 'the rate limits page; windows may slide, and buckets fill up again',
  level: 'MUST',
  needs: ifAnswered,
  concerns: (exchange) =>
    !exchange.isInjected &&
    exchange.answer.status < 300 &&
    rateNumber(exchange.answer, 'X-RateLimit-Limit') !== undefined &&
    Number(remainingOf(exchange)) > 0,
  check(counted) {
    const windows = [...Map.groupBy(counted, windowOf).values()].map((answers) =>
      answers.toSorted((a, b) => a.sentMs - b.sentMs),
    )
    const moves = (answers: readonly SeenAnswer[]) => new Set(answers.map(remainingOf)).size > 1
    const stuck = windows.filter((answers) => !moves(answers) && unexplained(answers) >= enough)
    if (stuck.length === 0 && !windows.some(moves)) return null
    return stuck.flatMap((answers) =>
      answers.slice(-1).map((exchange) => ({
        ...fail('X-RateLimit-Remaining stood still over requests that no window gives back so fast'),
        field: 'X-RateLimit-Remaining',
        exchange,
      })),
    )
  },
  unseen: 'Too few successes followed one another to see X-RateLimit-Remaining move',
})
