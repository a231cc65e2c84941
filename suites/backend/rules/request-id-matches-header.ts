import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

export const requestIdMatchesHeader = answerRule({
  id: 'request-id-matches-header',
  statement: 'The header X-Request-ID of an error equals the request_id of its body',
  source: 'assumed: the pages document the header on requests only',
  level: 'SHOULD',
  concerns: (exchange) => hasEnvelopeForm(exchange) && typeof envelopeFields(exchange).requestId === 'string',
  check(exchange) {
    const header = headerValue(exchange.answer, 'X-Request-ID')
    if (header === undefined) return { evidence: 'The answer has no X-Request-ID' }
    return header === envelopeFields(exchange).requestId
      ? undefined
      : { evidence: 'X-Request-ID and request_id differ, so one of them leads support astray' }
  },
  unseen: 'No error carried a request_id',
  sabotage: (run) =>
    damageFirst(run, hasEnvelopeForm, (answer) =>
      withHeader(answer, 'X-Request-ID', '00000000-0000-4000-8000-00000000beef'),
    ),
})
