import { fail } from '../../rules/look.ts'
import { headerValue } from '../exchange.ts'
import { rateLimitHeaders, speaksOfLimits } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'

export const rateLimitHeadersArePresent = answerRule({
  id: 'rate-limit-headers-are-present',
  statement: 'Every answer to a valid key carries X-RateLimit-Limit, -Remaining and -Reset',
  source: 'the rate limits page',
  level: 'MUST',
  needs: ['considered', 'throttled', 'not-permitted'],
  concerns: speaksOfLimits,
  check({ answer }) {
    const missing = rateLimitHeaders.filter((name) => headerValue(answer, name) === undefined)
    return missing.length === 0 ? undefined : { ...fail(`${missing.join(', ')} missing`), field: missing.join(', ') }
  },
  unseen: 'No request with a valid key was answered',
})
