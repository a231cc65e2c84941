import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const duplicateIs409 = answerRule({
  id: 'duplicate-is-409',
  statement: 'What exists already is not created again but answered with 409',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'duplicate',
  check({ answer: { status } }) {
    if (status === 409) return undefined
    return status >= 500
      ? { evidence: `The duplicate could not be judged: ${status}`, verdict: 'inconclusive' }
      : { evidence: `A duplicate was answered with ${status}` }
  },
  unseen: 'Nothing was created twice; --allow writes does that',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'duplicate',
      (answer) => withError({ ...answer, status: 422 }, { code: 'VALIDATION_ERROR' }),
    ),
})
