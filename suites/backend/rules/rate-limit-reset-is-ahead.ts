import { rateNumber, targetMs } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

/** Clocks differ, and answers take time. */
const toleranceSeconds = 5
const longestWindowSeconds = 3_600

export const rateLimitResetIsAhead = answerRule({
  id: 'rate-limit-reset-is-ahead',
  statement: 'X-RateLimit-Reset is a moment within the next hour, in Unix seconds',
  source: 'the rate limits page',
  level: 'MUST',
  concerns: ({ answer, isInjected }) => !isInjected && rateNumber(answer, 'X-RateLimit-Reset') !== undefined,
  check(exchange) {
    const reset = rateNumber(exchange.answer, 'X-RateLimit-Reset') ?? 0
    const ahead = reset - targetMs(exchange) / 1_000
    if (ahead < -toleranceSeconds)
      return {
        evidence: `X-RateLimit-Reset lies in the past${reset < 100_000 ? ': seconds from now, not Unix seconds?' : ''}`,
      }
    if (ahead <= longestWindowSeconds) return undefined
    return { evidence: `X-RateLimit-Reset lies more than an hour ahead${reset > 1e12 ? ': milliseconds?' : ''}` }
  },
  unseen: 'No answer carried X-RateLimit-Reset',
  // Of an answer without Retry-After, with which it would have to agree.
  sabotage: (run) =>
    damageFirst(
      run,
      ({ answer, credential }) => credential === 'pastdue' && rateNumber(answer, 'X-RateLimit-Reset') !== undefined,
      (answer) => withHeader(answer, 'X-RateLimit-Reset', '60'),
    ),
})
