import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { type Answered, headerValue, isAnswered } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { damageAll, withBody, withHeader } from '../sabotage.ts'

function idOf(exchange: Answered): string | undefined {
  const { requestId } = hasEnvelopeForm(exchange) ? envelopeFields(exchange) : { requestId: undefined }
  return typeof requestId === 'string' && requestId !== '' ? requestId : undefined
}

export const requestIdIsUnique = runRule({
  id: 'request-id-is-unique',
  statement: 'No two errors have the same request_id',
  source: 'Error Codes Reference: it is what support finds a request by',
  level: 'MUST',
  check(run) {
    const seen = new Map<string, Answered>()
    const problems: { evidence: string; exchange: Answered }[] = []
    const withId = run.exchanges.filter(isAnswered).filter((exchange) => idOf(exchange) !== undefined)
    if (withId.length < 2) return null
    for (const exchange of withId) {
      const id = idOf(exchange) ?? ''
      // A client that sends its own id twice gets it back twice.
      const own = headerValue(exchange.request, 'X-Request-ID')
      if (seen.has(id) && own !== id)
        problems.push({ evidence: 'The same request_id stands on more than one error', exchange })
      seen.set(id, exchange)
    }
    return problems
  },
  unseen: 'Fewer than two errors carried a request_id',
  sabotage: (run) =>
    damageAll(
      run,
      (exchange) => hasEnvelopeForm(exchange) && headerValue(exchange.request, 'X-Request-ID') === undefined,
      (answer) =>
        withHeader(
          withBody(answer, (body) => ({ ...body, request_id: '00000000-0000-4000-8000-000000000000' })),
          'X-Request-ID',
          '00000000-0000-4000-8000-000000000000',
        ),
    ),
})
