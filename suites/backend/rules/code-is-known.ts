import { codePattern } from '../../../contracts/envelope.ts'
import { errorCodes, isErrorCode } from '../../../contracts/errors.ts'
import { didYouMean } from '../../../contracts/near-name.ts'
import { fail, warn } from '../../rules/look.ts'
import { hasDocumentedCode } from '../documented.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

export const codeIsKnown = answerRule({
  id: 'code-is-known',
  statement: 'error.code is one of the documented codes, where the status has any',
  source: 'Error Codes Reference, "Application Error Codes"',
  level: 'MUST',
  needs: ifAnswered,
  concerns(exchange) {
    if (!hasEnvelopeForm(exchange)) return false
    const { code } = envelopeFields(exchange)
    return typeof code === 'string' && codePattern.test(code)
  },
  check(exchange) {
    const code = String(envelopeFields(exchange).code)
    if (isErrorCode(code)) return undefined
    const { status } = exchange.answer
    const field = 'error.code'
    if (!hasDocumentedCode(status))
      return {
        ...warn(`${shown(code)} is not documented; status ${status} has no documented code, so it is accepted`),
        field,
      }
    return { ...fail(`${shown(code)} is not a documented code.${didYouMean(code.slice(0, 60), errorCodes)}`), field }
  },
  unseen: 'No error carried a well-formed code',
})
