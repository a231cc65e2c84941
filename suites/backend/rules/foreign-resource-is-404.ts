import { fail } from '../../rules/look.ts'
import { isSuccess } from '../error-answer.ts'
import { isAnswered } from '../exchange.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'
import { isSameRequest, type SeenRun } from '../standing.ts'

/** Whether the owner could read it, so that it is there. */
const isThere = (exchange: SeenAnswer, { exchanges }: SeenRun) =>
  exchanges.some(
    (other) => isAnswered(other) && other.intent === 'success' && isSuccess(other) && isSameRequest(other, exchange),
  )

export const foreignResourceIs404 = answerRule({
  id: 'foreign-resource-is-404',
  statement: 'What belongs to another account is answered with 404, as if it did not exist',
  source: 'Error Codes Reference, "HTTP Status Codes": "does not exist or you don\'t have access"',
  level: 'MUST',
  concerns: (exchange, run) => exchange.intent === 'foreign-resource' && isThere(exchange, run),
  check({ answer: { status } }) {
    if (status === 404) return undefined
    if (status < 400) return fail(`The file of another account was handed out (${status})`)
    return fail(`${status} reveals that the file of another account exists`)
  },
  unseen:
    'No key of another account was given (AIONVISION_OTHER_API_KEY), or there was no file that its owner could read',
})
