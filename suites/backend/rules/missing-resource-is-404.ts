import { fail } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'

export const missingResourceIs404 = answerRule({
  id: 'missing-resource-is-404',
  statement: 'A resource or path that does not exist is answered with 404',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'missing-resource' || intent === 'unknown-path',
  check({ answer: { status }, intent }) {
    const what = intent === 'unknown-path' ? 'An unknown path' : 'An id that names nothing'
    return status === 404 ? undefined : fail(`${what} was answered with ${status}`)
  },
  unseen: 'Nobody asked for anything that does not exist',
})
