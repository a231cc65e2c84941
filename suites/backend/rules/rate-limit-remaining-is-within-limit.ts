import { fail } from '../../rules/look.ts'
import { rateNumber } from '../rate-limit.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

const limitOf = ({ answer }: SeenAnswer) => rateNumber(answer, 'X-RateLimit-Limit')
const remainingOf = ({ answer }: SeenAnswer) => rateNumber(answer, 'X-RateLimit-Remaining')

export const rateLimitRemainingIsWithinLimit = answerRule({
  id: 'rate-limit-remaining-is-within-limit',
  statement: 'X-RateLimit-Remaining is no more than X-RateLimit-Limit',
  source: 'the rate limits page',
  level: 'MUST',
  needs: ifAnswered,
  concerns: (exchange) => limitOf(exchange) !== undefined && remainingOf(exchange) !== undefined,
  check: (exchange) =>
    Number(remainingOf(exchange)) > Number(limitOf(exchange))
      ? { ...fail('X-RateLimit-Remaining is more than X-RateLimit-Limit'), field: 'X-RateLimit-Remaining' }
      : undefined,
  unseen: 'No answer carried X-RateLimit-Limit and X-RateLimit-Remaining',
})
