import { fail } from '../../rules/look.ts'
import { isSuccess, shapeOf } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { isErrorInDisguise } from '../success-answer.ts'

export const successIsNoError = answerRule({
  id: 'success-is-no-error',
  statement: 'A success holds no error: what fails says so by its status',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  concerns: isSuccess,
  check(exchange) {
    if (!isErrorInDisguise(exchange)) return undefined
    const verdict = shapeOf(exchange)
    const title = verdict.shape === 'envelope' ? 'the error envelope' : verdict.title
    return fail(`${exchange.answer.status} was answered with ${title} as its body`)
  },
  unseen: 'No request succeeded',
})
