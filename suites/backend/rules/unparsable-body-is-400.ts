import { fail, warn } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'

export const unparsableBodyIs400 = answerRule({
  id: 'unparsable-body-is-400',
  statement: 'A body that is not JSON is answered with 400',
  source: 'Error Codes Reference, "HTTP Status Codes": 400 is for syntax, 422 for what is well-formed',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'unparsable-body',
  check({ answer: { status } }) {
    if (status === 400) return undefined
    return status === 422
      ? warn('A body that is not JSON was answered with 422, which is for well-formed ones')
      : fail(`A body that is not JSON was answered with ${status}`)
  },
  unseen: 'Nobody sent a body that is not JSON',
})
