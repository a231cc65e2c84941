import { codePattern } from '../../../contracts/envelope.ts'
import { errorCodes, isErrorCode } from '../../../contracts/errors.ts'
import { didYouMean } from '../../../contracts/near-name.ts'
import { codelessStatuses } from '../documented.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const codeIsKnown = answerRule({
  id: 'code-is-known',
  statement: 'error.code is one of the documented codes',
  source: 'Error Codes Reference, "Application Error Codes"',
  level: 'MUST',
  concerns(exchange) {
    if (!hasEnvelopeForm(exchange)) return false
    const { code } = envelopeFields(exchange)
    return typeof code === 'string' && codePattern.test(code)
  },
  check(exchange) {
    const code = String(envelopeFields(exchange).code)
    if (isErrorCode(code)) return undefined
    const { status } = exchange.answer
    return codelessStatuses.includes(status) || code === `HTTP_${status}`
      ? {
          evidence: `${code} is not documented; status ${status} has no documented code, so it is accepted`,
          verdict: 'warn',
        }
      : { evidence: `${code} is not a documented code.${didYouMean(code, errorCodes)}` }
  },
  unseen: 'No error carried a well-formed code',
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => exchange.intent === 'wrong-method',
      (answer) => withError(answer, { code: 'SOMETHING_NEW' }),
    ),
})
