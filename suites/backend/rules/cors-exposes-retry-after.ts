import { isError } from '../error-answer.ts'
import { type Answered, headerValue, isAnswered } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

const wanted = ['Retry-After', 'X-Request-ID'] as const

const isFromPage = ({ request }: Answered) => headerValue(request, 'Origin') !== undefined
const isAllowed = ({ answer }: Answered) => headerValue(answer, 'Access-Control-Allow-Origin') !== undefined

export const corsExposesRetryAfter = runRule({
  id: 'cors-exposes-retry-after',
  statement: 'A target that answers pages of other origins lets them read errors, Retry-After and X-Request-ID',
  source: 'Fetch §3.2.5: a page sees only the headers that are exposed',
  level: 'SHOULD',
  check(run) {
    const fromPage = run.exchanges.filter(isAnswered).filter(isFromPage)
    if (!fromPage.some(isAllowed)) return null
    return fromPage.flatMap((exchange) => {
      if (!isAllowed(exchange))
        return [
          {
            evidence: `${isError(exchange) ? 'An error' : 'A success'} is hidden from pages: no Access-Control-Allow-Origin`,
            exchange,
          },
        ]
      const exposed = (headerValue(exchange.answer, 'Access-Control-Expose-Headers') ?? '')
        .toLowerCase()
        .split(/\s*,\s*/)
      const hidden = wanted.filter((name) => !exposed.includes(name.toLowerCase()) && !exposed.includes('*'))
      return hidden.length === 0 ? [] : [{ evidence: `Pages cannot read ${hidden.join(' and ')}`, exchange }]
    })
  },
  unseen: 'The target does not answer pages of other origins (no Access-Control-Allow-Origin)',
  unseenVerdict: 'not-applicable',
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => isFromPage(exchange) && isAllowed(exchange),
      (answer) => withHeader(answer, 'Access-Control-Expose-Headers', 'ETag'),
    ),
})
