import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withBody, withHeader } from '../sabotage.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const requestIdIsUuid = answerRule({
  id: 'request-id-is-uuid',
  statement: 'request_id is a UUID, as in the documented example',
  source: 'assumed from the one example of the Error Codes Reference',
  level: 'SHOULD',
  concerns(exchange) {
    const { requestId } = envelopeFields(exchange)
    return hasEnvelopeForm(exchange) && typeof requestId === 'string' && requestId !== ''
  },
  check: (exchange) =>
    uuid.test(String(envelopeFields(exchange).requestId)) ? undefined : { evidence: 'request_id is not a UUID' },
  unseen: 'No error carried a request_id',
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => hasEnvelopeForm(exchange) && exchange.intent === 'no-key',
      (answer) =>
        withHeader(
          withBody(answer, (body) => ({ ...body, request_id: 'req-17' })),
          'X-Request-ID',
          'req-17',
        ),
    ),
})
