import { warn } from '../../rules/look.ts'
import { knownCode } from '../error-answer.ts'
import { secondsToReset, secondsToRetry } from '../rate-limit.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

const toleranceSeconds = 3
/** Beyond an hour the other rules speak: one of the two is no time at all. */
const longestSeconds = 3_600

const isTime = (seconds: number | undefined) => seconds !== undefined && seconds >= -5 && seconds <= longestSeconds

const hasBoth = (exchange: SeenAnswer) => isTime(secondsToRetry(exchange)) && isTime(secondsToReset(exchange))

export const rateLimitResetAgreesWithRetryAfter = answerRule({
  id: 'rate-limit-reset-agrees-with-retry-after',
  statement: 'On a rate limit, Retry-After and X-RateLimit-Reset name the same moment',
  source: 'assumed: both pages speak of the end of the same window',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns: (exchange) => knownCode(exchange) === 'RATE_LIMIT_ERROR' && hasBoth(exchange),
  check(exchange) {
    const apart = Math.abs(Number(secondsToRetry(exchange)) - Number(secondsToReset(exchange)))
    return apart <= toleranceSeconds
      ? undefined
      : { ...warn('Retry-After and X-RateLimit-Reset are more than three seconds apart'), field: 'X-RateLimit-Reset' }
  },
  unseen: 'No rate limit carried both; --allow bursts uses up a rate window to get one',
})
