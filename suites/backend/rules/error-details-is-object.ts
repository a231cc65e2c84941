import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

const noun = (value: unknown) => (Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`)

export const errorDetailsIsObject = answerRule({
  id: 'error-details-is-object',
  statement: 'error.details is an object or is left out',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { details } = envelopeFields(exchange)
    const isObject = typeof details === 'object' && details !== null && !Array.isArray(details)
    return details === undefined || isObject ? undefined : { evidence: `error.details is ${noun(details)}` }
  },
  unseen: 'No error had the form of the envelope',
  // Not of a refused parameter, whose details have a rule of their own.
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => hasEnvelopeForm(exchange) && exchange.brokenField === null,
      (answer) => withError(answer, { details: 'see the log' }),
    ),
})
