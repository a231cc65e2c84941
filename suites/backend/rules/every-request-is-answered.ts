import { runRule } from '../rule.ts'
import type { Run } from '../run.ts'

export const everyRequestIsAnswered = runRule({
  id: 'every-request-is-answered',
  statement: 'Every request gets a whole HTTP answer',
  source: 'RFC 9110; without an answer there is no error contract',
  level: 'MUST',
  isStatusOnly: true,
  check(run) {
    if (run.exchanges.length === 0) return null
    return run.exchanges
      .filter(({ answer }) => answer === null)
      .map((exchange) => ({ evidence: exchange.failure ?? 'no answer', exchange }))
  },
  unseen: 'No request was sent',
  // One whose answer no other rule waits for.
  sabotage: (run): Run => ({
    ...run,
    exchanges: run.exchanges.map((exchange) =>
      exchange.intent === 'wrong-type' ? { ...exchange, answer: null, failure: 'the connection was reset' } : exchange,
    ),
  }),
})
