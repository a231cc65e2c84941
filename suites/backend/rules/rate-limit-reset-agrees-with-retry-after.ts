import { retryAfterDelayMs } from '../../../contracts/retry-after.ts'
import { knownCode } from '../error-answer.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { rateNumber, targetMs } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

const toleranceSeconds = 3
/** Beyond an hour the other rules speak: one of the two is no time at all. */
const longestSeconds = 3_600

function waits(exchange: Answered): { retryAfter: number; reset: number } | undefined {
  const value = headerValue(exchange.answer, 'Retry-After')
  const reset = rateNumber(exchange.answer, 'X-RateLimit-Reset')
  const delayMs = value === undefined ? undefined : retryAfterDelayMs(value, targetMs(exchange))
  if (delayMs === undefined || reset === undefined) return undefined
  const resetSeconds = reset - targetMs(exchange) / 1_000
  const isTime = (seconds: number) => seconds >= -5 && seconds <= longestSeconds
  return isTime(delayMs / 1_000) && isTime(resetSeconds)
    ? { retryAfter: delayMs / 1_000, reset: resetSeconds }
    : undefined
}

export const rateLimitResetAgreesWithRetryAfter = answerRule({
  id: 'rate-limit-reset-agrees-with-retry-after',
  statement: 'On a rate limit, Retry-After and X-RateLimit-Reset name the same moment',
  source: 'assumed: both pages speak of the end of the same window',
  level: 'SHOULD',
  concerns: (exchange) => knownCode(exchange) === 'RATE_LIMIT_ERROR' && waits(exchange) !== undefined,
  check(exchange) {
    const { retryAfter, reset } = waits(exchange) ?? { retryAfter: 0, reset: 0 }
    return Math.abs(retryAfter - reset) <= toleranceSeconds
      ? undefined
      : { evidence: 'Retry-After and X-RateLimit-Reset are more than three seconds apart' }
  },
  unseen: 'No rate limit carried both; --allow bursts uses up a rate window to get one',
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => knownCode(exchange) === 'RATE_LIMIT_ERROR' && waits(exchange) !== undefined,
      (answer) => withHeader(answer, 'Retry-After', '900'),
    ),
})
