import { fail } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { type BackendLook, runRule, type SeenAnswer } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

function idOf(exchange: Answered): string | undefined {
  const { requestId } = hasEnvelopeForm(exchange) ? envelopeFields(exchange) : { requestId: undefined }
  return typeof requestId === 'string' && requestId.trim() !== '' ? requestId : undefined
}

/** A client that sends its own id twice gets it back twice. */
const isOwn = (exchange: SeenAnswer, id: string) => headerValue(exchange.request, 'X-Request-ID') === id

export const requestIdIsUnique = runRule({
  id: 'request-id-is-unique',
  statement: 'No two errors have the same request_id',
  source: 'Error Codes Reference: it is what support finds a request by',
  level: 'MUST',
  needs: ifAnswered,
  concerns: (exchange) => idOf(exchange) !== undefined,
  check(errors) {
    if (errors.length < 2) return null
    const seen = new Set<string>()
    const looks: BackendLook[] = []
    for (const exchange of errors) {
      const id = idOf(exchange) ?? ''
      if (seen.has(id) && !isOwn(exchange, id))
        looks.push({ ...fail('The same request_id stands on more than one error'), field: 'request_id', exchange })
      seen.add(id)
    }
    return looks
  },
  unseen: 'Fewer than two errors carried a request_id',
})
