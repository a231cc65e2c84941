import { fail, warn } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'

/** The last part of a path: of `body.limit`, `/limit`, `$.limit`, `query[limit]` and `["body","limit"]` it is `limit`. */
const lastPart = (path: string) =>
  path
    .split(/[./[\]#$"',]+/)
    .filter(Boolean)
    .at(-1)

export const validationErrorNamesField = answerRule({
  id: 'validation-error-names-field',
  statement: 'A VALIDATION_ERROR says in its details which field is wrong, and how',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  concerns: (exchange) =>
    exchange.brokenField !== null && [400, 422].includes(exchange.answer.status) && hasEnvelopeForm(exchange),
  check(exchange) {
    const { details } = envelopeFields(exchange)
    const { field: named, issue }: { field?: unknown; issue?: unknown } =
      typeof details === 'object' && details !== null ? details : {}
    const wanted = exchange.brokenField
    const field = 'error.details.field'
    if (typeof named !== 'string' || named.trim() === '')
      return { ...fail(`details.field is missing; ${wanted} is what was wrong`), field }
    if (lastPart(named) !== wanted)
      return { ...fail(`details.field is ${shown(named)}, but ${wanted} was what was wrong`), field }
    if (typeof issue !== 'string' || issue.trim() === '')
      return { ...fail('details.issue is missing'), field: 'error.details.issue' }
    return named === wanted
      ? undefined
      : { ...warn(`details.field is ${shown(named)} where ${wanted} is expected`), field }
  },
  unseen: 'No parameter was refused in the form of the envelope',
})
