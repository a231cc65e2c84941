import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'

export const unparsableBodyIs400 = answerRule({
  id: 'unparsable-body-is-400',
  statement: 'A body that is not JSON is answered with 400',
  source: 'Error Codes Reference, "HTTP Status Codes": 400 is for syntax, 422 for what is well-formed',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'unparsable-body',
  check({ answer: { status } }) {
    if (status === 400) return undefined
    return status === 422
      ? { evidence: 'A body that is not JSON was answered with 422, which is for well-formed ones', verdict: 'warn' }
      : { evidence: `A body that is not JSON was answered with ${status}` }
  },
  unseen: 'Nobody sent a body that is not JSON',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'unparsable-body',
      (answer) => ({ ...answer, status: 404, body: answer.body.replace('VALIDATION_ERROR', 'HTTP_404') }),
    ),
})
