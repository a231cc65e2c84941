import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

/** `limit`, `query.limit` and `body.limit` all name the field `limit`. */
const names = (given: string, wanted: string) => given === wanted || given.endsWith(`.${wanted}`)

export const validationErrorNamesField = answerRule({
  id: 'validation-error-names-field',
  statement: 'A VALIDATION_ERROR says in its details which field is wrong, and how',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  concerns: (exchange) =>
    exchange.brokenField !== null && [400, 422].includes(exchange.answer.status) && hasEnvelopeForm(exchange),
  check(exchange) {
    const { details } = envelopeFields(exchange)
    const { field, issue }: { field?: unknown; issue?: unknown } =
      typeof details === 'object' && details !== null ? details : {}
    const wanted = exchange.brokenField ?? ''
    if (typeof field !== 'string' || field === '')
      return { evidence: `details.field is missing; ${wanted} is what was wrong` }
    if (!names(field, wanted)) return { evidence: `details.field is ${field}, but ${wanted} was what was wrong` }
    return typeof issue === 'string' && issue.trim() !== '' ? undefined : { evidence: 'details.issue is missing' }
  },
  unseen: 'No parameter was refused in the form of the envelope',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'invalid-parameter',
      (answer) => withError(answer, { details: { hint: 'limit' } }),
    ),
})
