import { fail } from '../../rules/look.ts'
import { headerValue, headerValues } from '../exchange.ts'
import { rateLimitHeaders } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

export const rateLimitHeadersAreWholeNumbers = answerRule({
  id: 'rate-limit-headers-are-whole-numbers',
  statement: 'The X-RateLimit headers stand once each and are whole numbers',
  source: 'the rate limits page',
  level: 'MUST',
  needs: ifAnswered,
  concerns: ({ answer }) => rateLimitHeaders.some((name) => headerValue(answer, name) !== undefined),
  check({ answer }) {
    const wrong = rateLimitHeaders.find((name) => {
      const values = headerValues(answer, name)
      return values.length > 1 || values.some((value) => !/^\d+$/.test(value))
    })
    return wrong && { ...fail(`${wrong} is ${shown(headerValue(answer, wrong))}`), field: wrong }
  },
  unseen: 'No answer carried an X-RateLimit header',
})
