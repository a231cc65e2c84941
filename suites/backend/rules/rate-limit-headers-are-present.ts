import { headerValue } from '../exchange.ts'
import { type RateLimitHeader, rateLimitHeaders, speaksOfLimits } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withoutHeader } from '../sabotage.ts'

const removed: RateLimitHeader = 'X-RateLimit-Remaining'

export const rateLimitHeadersArePresent = answerRule({
  id: 'rate-limit-headers-are-present',
  statement: 'Every answer to a valid key carries X-RateLimit-Limit, -Remaining and -Reset',
  source: 'the rate limits page',
  level: 'MUST',
  concerns: speaksOfLimits,
  check({ answer }) {
    const missing = rateLimitHeaders.filter((name) => headerValue(answer, name) === undefined)
    return missing.length === 0 ? undefined : { evidence: `${missing.join(', ')} missing` }
  },
  unseen: 'No request with a valid key was answered',
  sabotage: (run) => damageFirst(run, speaksOfLimits, (answer) => withoutHeader(answer, removed)),
})
