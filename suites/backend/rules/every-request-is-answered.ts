import { fail, notProvoked, pass } from '../../rules/look.ts'
import type { Rule } from '../rule.ts'

export const everyRequestIsAnswered: Rule = {
  id: 'every-request-is-answered',
  statement: 'Every request gets a whole HTTP answer',
  source: 'RFC 9110; without an answer there is no error contract',
  level: 'MUST',
  isStatusOnly: true,
  judge({ exchanges }) {
    const known = exchanges.filter(({ standing }) => standing.kind !== 'unrecorded')
    if (known.length === 0) return [notProvoked('No request was sent')]
    const lost = known.filter(({ answer }) => answer === null)
    if (lost.length === 0) return [pass(`Holds for all ${known.length} requests`)]
    return lost.map((exchange) => ({ ...fail(exchange.failure ?? 'no answer'), exchange }))
  },
}
