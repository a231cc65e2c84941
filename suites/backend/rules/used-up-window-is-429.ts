import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { type Answered, isAnswered } from '../exchange.ts'
import { isBefore, rateNumber, targetMs } from '../rate-limit.ts'
import { runRule } from '../rule.ts'
import type { Run } from '../run.ts'
import { replaceExchange } from '../sabotage.ts'

const bursts = (run: Run): Answered[] =>
  run.exchanges.filter(isAnswered).filter(({ intent }) => intent === 'rate-limit')

const isUsedUp = ({ answer }: Answered) => rateNumber(answer, 'X-RateLimit-Remaining') === 0 && answer.status < 400

export const usedUpWindowIs429 = runRule({
  id: 'used-up-window-is-429',
  statement: 'When the rate window is used up, the next request is answered with 429 RATE_LIMIT_ERROR',
  source: 'Error Codes Reference, "Quota Errors"; the rate limits page',
  level: 'MUST',
  check(run) {
    const burst = bursts(run)
    if (burst.length === 0) return null
    const limited = burst.find(({ answer }) => answer.status === 429)
    if (limited) {
      const { code } = envelopeFields(limited)
      const isNamed = !hasEnvelopeForm(limited) || typeof code !== 'string' || code === 'RATE_LIMIT_ERROR'
      return isNamed ? [] : [{ evidence: `The limit was answered with the code ${code}`, exchange: limited }]
    }
    const last = burst.find(isUsedUp)
    const next = last && burst.find((exchange) => isBefore(last, exchange))
    if (!last || !next)
      return [
        {
          evidence: `${burst.length} requests met no limit`,
          verdict: 'inconclusive',
          ...(burst[0] && { exchange: burst[0] }),
        },
      ]
    const isSameWindow = targetMs(next) / 1_000 < (rateNumber(last.answer, 'X-RateLimit-Reset') ?? 0)
    return isSameWindow
      ? [
          {
            evidence: `X-RateLimit-Remaining was 0, yet the next request was answered with ${next.answer.status}`,
            exchange: next,
          },
        ]
      : [{ evidence: 'The window ended before it was used up', verdict: 'inconclusive', exchange: next }]
  },
  unseen: 'No rate window was used up; --allow bursts does that',
  sabotage(run) {
    const burst = bursts(run)
    const limited = burst.filter(({ answer }) => answer.status === 429)
    const last = burst.find(isUsedUp)
    if (limited.length === 0 || !last) throw new Error('The sabotage found no used-up window')
    return limited.reduce((damaged, exchange) => replaceExchange(damaged, { ...exchange, answer: last.answer }), run)
  },
})
