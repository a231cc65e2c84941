import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'

export const invalidParameterIs422 = answerRule({
  id: 'invalid-parameter-is-422',
  statement: 'A well-formed request that breaks a rule is answered with 422 VALIDATION_ERROR',
  source: 'Error Codes Reference, "HTTP Status Codes"; 400 is accepted for parameters',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'invalid-parameter',
  check(exchange) {
    const { status } = exchange.answer
    const field = exchange.brokenField
    if (status !== 422 && status !== 400) return { evidence: `An invalid ${field} was answered with ${status}` }
    const { code } = envelopeFields(exchange)
    if (hasEnvelopeForm(exchange) && typeof code === 'string' && code !== 'VALIDATION_ERROR')
      return { evidence: `An invalid ${field} was answered with the code ${code}` }
    return status === 400
      ? { evidence: `An invalid ${field} was answered with 400; accepted, though 422 is expected`, verdict: 'warn' }
      : undefined
  },
  unseen: 'Nobody sent an invalid parameter',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'invalid-parameter',
      (answer) => ({ ...answer, status: 404, body: answer.body.replace('VALIDATION_ERROR', 'HTTP_404') }),
    ),
})
