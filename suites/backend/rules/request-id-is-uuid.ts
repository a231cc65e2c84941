import { warn } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const requestIdIsUuid = answerRule({
  id: 'request-id-is-uuid',
  statement: 'request_id is a UUID, as in the documented example',
  source: 'assumed from the one example of the Error Codes Reference',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns(exchange) {
    const { requestId } = envelopeFields(exchange)
    return hasEnvelopeForm(exchange) && typeof requestId === 'string' && requestId.trim() !== ''
  },
  check: (exchange) =>
    uuid.test(String(envelopeFields(exchange).requestId))
      ? undefined
      : { ...warn('request_id is not a UUID'), field: 'request_id' },
  unseen: 'No error carried a request_id',
})
