import { fail, inconclusive } from '../../rules/look.ts'
import { envelopeFields } from '../error-answer.ts'
import { isBefore, rateNumber, targetMs } from '../rate-limit.ts'
import { runRule, type SeenAnswer } from '../rule.ts'
import { shown } from '../shown.ts'

const isUsedUp = ({ answer }: SeenAnswer) => rateNumber(answer, 'X-RateLimit-Remaining') === 0 && answer.status < 400

function lookAtLimit(limited: SeenAnswer) {
  const { code } = envelopeFields(limited)
  const isNamed = typeof code !== 'string' || code === 'RATE_LIMIT_ERROR'
  return isNamed
    ? []
    : [{ ...fail(`The limit was answered with the code ${shown(code)}`), field: 'error.code', exchange: limited }]
}

export const usedUpWindowIs429 = runRule({
  id: 'used-up-window-is-429',
  statement: 'When the rate window is used up, the next request is answered with 429 RATE_LIMIT_ERROR',
  source: 'Error Codes Reference, "Quota Errors"; the rate limits page',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'rate-limit',
  check(burst) {
    const limited = burst.find(({ answer }) => answer.status === 429)
    if (limited) return lookAtLimit(limited)
    const [first] = burst
    const refused = burst.every(({ answer }) => answer.status >= 400)
    if (first && refused)
      return [
        {
          ...inconclusive(`Every request was refused (${first.answer.status}), so no window was used up`),
          exchange: first,
        },
      ]
    const last = burst.find(isUsedUp)
    const next = last && burst.find((exchange) => isBefore(last, exchange))
    if (!last || !next)
      return [{ ...inconclusive(`${burst.length} requests met no limit`), ...(first && { exchange: first }) }]
    const isSameWindow = targetMs(next) / 1_000 < Number(rateNumber(last.answer, 'X-RateLimit-Reset'))
    return isSameWindow
      ? [
          {
            ...fail(`X-RateLimit-Remaining was 0, yet the next request was answered with ${next.answer.status}`),
            exchange: next,
          },
        ]
      : [{ ...inconclusive('The window ended before it was used up'), exchange: next }]
  },
  unseen: 'No rate window was used up; --allow bursts does that',
})
