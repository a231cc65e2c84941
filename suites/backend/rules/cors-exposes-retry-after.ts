import { warn } from '../../rules/look.ts'
import { isError } from '../error-answer.ts'
import { headerValue } from '../exchange.ts'
import { allowedOrigin, answersPages, originOf, wordsOf } from '../pages.ts'
import { rateLimitHeaders } from '../rate-limit.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

const wanted = ['Retry-After', 'X-Request-ID', ...rateLimitHeaders] as const

export const corsExposesRetryAfter = answerRule({
  id: 'cors-exposes-retry-after',
  statement:
    'A target that answers pages of other origins lets them read every answer, and Retry-After, X-Request-ID and the X-RateLimit headers with it',
  source: 'Fetch §3.2.5: a page sees only the headers that are exposed',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns: (exchange, run) => originOf(exchange) !== undefined && exchange.intent !== 'preflight' && answersPages(run),
  check(exchange) {
    if (allowedOrigin(exchange) === undefined)
      return {
        ...warn(
          `${isError(exchange) ? `An error (${exchange.answer.status})` : 'A success'} is hidden from pages: no Access-Control-Allow-Origin`,
        ),
        field: 'Access-Control-Allow-Origin',
      }
    const exposed = wordsOf(headerValue(exchange.answer, 'Access-Control-Expose-Headers'))
    const hidden = wanted.filter(
      (name) =>
        !exposed.includes(name.toLowerCase()) &&
        !exposed.includes('*') &&
        headerValue(exchange.answer, name) !== undefined,
    )
    // Retry-After is seldom there to be seen; what is exposed is a setting of all answers.
    const never =
      exposed.includes('retry-after') || exposed.includes('*') || hidden.includes('Retry-After') ? [] : ['Retry-After']
    const names = [...never, ...hidden]
    return names.length === 0
      ? undefined
      : { ...warn(`Pages cannot read ${names.join(', ')}`), field: 'Access-Control-Expose-Headers' }
  },
  unseen:
    'The target does not answer pages of other origins (no Access-Control-Allow-Origin); --origin names one that it knows',
  isOptional: true,
})
