import { warn } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

export const requestIdMatchesHeader = answerRule({
  id: 'request-id-matches-header',
  statement: 'The header X-Request-ID of an error equals the request_id of its body',
  source: 'assumed: the pages document the header on requests only',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns: (exchange) => hasEnvelopeForm(exchange) && typeof envelopeFields(exchange).requestId === 'string',
  check(exchange) {
    const header = headerValue(exchange.answer, 'X-Request-ID')
    const field = 'X-Request-ID'
    if (header === undefined) return { ...warn('The answer has no X-Request-ID'), field }
    return header === envelopeFields(exchange).requestId
      ? undefined
      : { ...warn('X-Request-ID and request_id differ, so one of them leads support astray'), field }
  },
  unseen: 'No error carried a request_id',
})
