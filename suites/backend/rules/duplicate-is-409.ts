import { fail, inconclusive } from '../../rules/look.ts'
import { isSuccess } from '../error-answer.ts'
import { isAnswered } from '../exchange.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'
import { isSameRequest, type SeenRun } from '../standing.ts'

/** Whether the first of the two equal requests created something. */
const isCreated = (exchange: SeenAnswer, { exchanges }: SeenRun) =>
  exchanges.some(
    (other) => isAnswered(other) && other.intent === 'success' && isSuccess(other) && isSameRequest(other, exchange),
  )

export const duplicateIs409 = answerRule({
  id: 'duplicate-is-409',
  statement: 'What exists already is not created again but answered with 409',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  concerns: (exchange, run) => exchange.intent === 'duplicate' && isCreated(exchange, run),
  check({ answer: { status } }) {
    if (status === 409) return undefined
    return status >= 500
      ? inconclusive(`The duplicate could not be judged: ${status}`)
      : fail(`A duplicate was answered with ${status}`)
  },
  unseen: 'Nothing was created twice; --allow writes does that',
})
