import { fail, warn } from '../../rules/look.ts'
import { envelopeFields } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'

export const invalidParameterIs422 = answerRule({
  id: 'invalid-parameter-is-422',
  statement: 'A well-formed request that breaks a rule is answered with 422 VALIDATION_ERROR',
  source: 'Error Codes Reference, "HTTP Status Codes"; 400 is accepted for parameters',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'invalid-parameter',
  check(exchange) {
    const { status } = exchange.answer
    const invalid = `An invalid ${exchange.brokenField}`
    if (status !== 422 && status !== 400) return fail(`${invalid} was answered with ${status}`)
    const { code } = envelopeFields(exchange)
    if (typeof code === 'string' && code !== 'VALIDATION_ERROR')
      return { ...fail(`${invalid} was answered with the code ${shown(code)}`), field: 'error.code' }
    return status === 400 ? warn(`${invalid} was answered with 400; accepted, though 422 is expected`) : undefined
  },
  unseen: 'Nobody sent an invalid parameter',
})
