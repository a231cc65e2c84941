import { fail } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { nounOf } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

export const requestIdIsPresent = answerRule({
  id: 'request-id-is-present',
  statement: 'Every error carries a request_id that a caller can quote',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  needs: ifAnswered,
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { requestId } = envelopeFields(exchange)
    const field = 'request_id'
    if (requestId === undefined) return { ...fail('request_id is missing'), field }
    if (typeof requestId !== 'string') return { ...fail(`request_id is ${nounOf(requestId)}, not a string`), field }
    return /^\s*(undefined|null|none)?\s*$/i.test(requestId) ? { ...fail('request_id is empty'), field } : undefined
  },
  unseen: 'No error had the form of the envelope',
})
