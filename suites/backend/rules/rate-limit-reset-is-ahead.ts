import { fail } from '../../rules/look.ts'
import { rateNumber, secondsToReset } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

/** Clocks differ, and answers take time. */
const toleranceSeconds = 5
const longestWindowSeconds = 3_600

export const rateLimitResetIsAhead = answerRule({
  id: 'rate-limit-reset-is-ahead',
  statement: 'X-RateLimit-Reset is a moment within the next hour, in Unix seconds',
  source: 'the rate limits page',
  level: 'MUST',
  needs: ifAnswered,
  concerns: (exchange) => !exchange.isInjected && secondsToReset(exchange) !== undefined,
  check(exchange) {
    const reset = Number(rateNumber(exchange.answer, 'X-RateLimit-Reset'))
    const ahead = Number(secondsToReset(exchange))
    const field = 'X-RateLimit-Reset'
    if (ahead < -toleranceSeconds)
      return {
        ...fail(`X-RateLimit-Reset lies in the past${reset < 100_000 ? ': seconds from now, not Unix seconds?' : ''}`),
        field,
      }
    if (ahead <= longestWindowSeconds) return undefined
    return { ...fail(`X-RateLimit-Reset lies more than an hour ahead${reset > 1e12 ? ': milliseconds?' : ''}`), field }
  },
  unseen: 'No answer carried X-RateLimit-Reset',
})
