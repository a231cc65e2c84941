import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const missingScopeIs403 = answerRule({
  id: 'missing-scope-is-403',
  statement: 'A valid key without the scope is answered with 403 AUTHZ_ERROR, not with 401',
  source: 'Error Codes Reference, "HTTP Status Codes" and "Authentication Errors"',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'missing-scope',
  check(exchange) {
    const { status } = exchange.answer
    if (status !== 403) return { evidence: `A write with a read-only key was answered with ${status}` }
    const { code } = envelopeFields(exchange)
    if (!hasEnvelopeForm(exchange) || typeof code !== 'string' || code === 'AUTHZ_ERROR') return undefined
    return { evidence: `A write with a read-only key was answered with the code ${code}` }
  },
  unseen: 'No read-only key was given: set AIONVISION_READONLY_API_KEY',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'missing-scope',
      (answer) => withError({ ...answer, status: 401 }, { code: 'INVALID_API_KEY' }),
    ),
})
