import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const foreignResourceIs404 = answerRule({
  id: 'foreign-resource-is-404',
  statement: 'What belongs to another account is answered with 404, as if it did not exist',
  source: 'Error Codes Reference, "HTTP Status Codes": "does not exist or you don\'t have access"',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'foreign-resource',
  check({ answer: { status } }) {
    if (status === 404) return undefined
    if (status < 400) return { evidence: `The file of another account was handed out (${status})` }
    return { evidence: `${status} reveals that the file of another account exists` }
  },
  unseen: 'No key of another account was given (AIONVISION_OTHER_API_KEY), or there was no file to ask for',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'foreign-resource',
      (answer) => withError({ ...answer, status: 403 }, { code: 'AUTHZ_ERROR' }),
    ),
})
