import { fail } from '../../rules/look.ts'
import { envelopeFields } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'

export const missingScopeIs403 = answerRule({
  id: 'missing-scope-is-403',
  statement: 'A valid key without the scope is answered with 403 AUTHZ_ERROR, not with 401',
  source: 'Error Codes Reference, "HTTP Status Codes" and "Authentication Errors"',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'missing-scope',
  check(exchange) {
    const { status } = exchange.answer
    if (status !== 403) return fail(`A write with a read-only key was answered with ${status}`)
    const { code } = envelopeFields(exchange)
    if (typeof code !== 'string' || code === 'AUTHZ_ERROR') return undefined
    return { ...fail(`A write with a read-only key was answered with the code ${shown(code)}`), field: 'error.code' }
  },
  unseen: 'No read-only key was given: set AIONVISION_READONLY_API_KEY',
})
