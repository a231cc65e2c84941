import { type Answered, headerValue, isAnswered } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

const sentId = ({ request }: Answered) => headerValue(request, 'X-Request-ID')
const isEchoed = (exchange: Answered) => headerValue(exchange.answer, 'X-Request-ID') === sentId(exchange)

export const clientRequestIdIsEchoed = runRule({
  id: 'client-request-id-is-echoed',
  statement: 'A target that takes over the X-Request-ID of a client does so on every answer',
  source: 'assumed: the pages document the header on requests only',
  level: 'SHOULD',
  check(run) {
    const sent = run.exchanges.filter(isAnswered).filter((exchange) => sentId(exchange) !== undefined)
    if (!sent.some(isEchoed)) return null
    return sent
      .filter((exchange) => !isEchoed(exchange))
      .map((exchange) => ({ evidence: 'Here the X-Request-ID of the client was not taken over', exchange }))
  },
  unseen: 'The target never takes over the X-Request-ID of a client, nor promises to',
  unseenVerdict: 'not-applicable',
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => sentId(exchange) !== undefined && exchange.answer.status === 200,
      (answer) => withHeader(answer, 'X-Request-ID', '00000000-0000-4000-8000-000000000001'),
    ),
})
