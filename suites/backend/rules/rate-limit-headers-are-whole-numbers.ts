import { headerValue, headerValues } from '../exchange.ts'
import { rateLimitHeaders } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

export const rateLimitHeadersAreWholeNumbers = answerRule({
  id: 'rate-limit-headers-are-whole-numbers',
  statement: 'The X-RateLimit headers stand once each and are whole numbers',
  source: 'the rate limits page',
  level: 'MUST',
  concerns: ({ answer }) => rateLimitHeaders.some((name) => headerValue(answer, name) !== undefined),
  check({ answer }) {
    const wrong = rateLimitHeaders.find((name) => {
      const values = headerValues(answer, name)
      return values.length > 1 || values.some((value) => !/^\d+$/.test(value))
    })
    return wrong && { evidence: `${wrong} is "${headerValue(answer, wrong)}"` }
  },
  unseen: 'No answer carried an X-RateLimit header',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ answer }) => headerValue(answer, 'X-RateLimit-Limit') !== undefined,
      (answer) => withHeader(answer, 'X-RateLimit-Limit', '100 requests'),
    ),
})
