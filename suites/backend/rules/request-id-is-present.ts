import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withBody } from '../sabotage.ts'

export const requestIdIsPresent = answerRule({
  id: 'request-id-is-present',
  statement: 'Every error carries a request_id that a caller can quote',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { requestId } = envelopeFields(exchange)
    if (requestId === undefined) return { evidence: 'request_id is missing' }
    if (typeof requestId !== 'string') return { evidence: `request_id is a ${typeof requestId}, not a string` }
    return requestId.trim() === '' ? { evidence: 'request_id is empty' } : undefined
  },
  unseen: 'No error had the form of the envelope',
  sabotage: (run) =>
    damageFirst(run, hasEnvelopeForm, (answer) => withBody(answer, ({ request_id: _, ...rest }) => rest)),
})
