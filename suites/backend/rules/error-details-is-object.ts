import { fail, warn } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { nounOf } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

export const errorDetailsIsObject = answerRule({
  id: 'error-details-is-object',
  statement: 'error.details is an object or is left out',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  needs: ifAnswered,
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { details } = envelopeFields(exchange)
    const field = 'error.details'
    if (details === null) return { ...warn('error.details is null where it could be left out'), field }
    const isObject = typeof details === 'object' && !Array.isArray(details)
    return details === undefined || isObject ? undefined : { ...fail(`error.details is ${nounOf(details)}`), field }
  },
  unseen: 'No error had the form of the envelope',
})
