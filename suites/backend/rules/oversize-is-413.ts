import { fail, inconclusive } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'

export const oversizeIs413 = answerRule({
  id: 'oversize-is-413',
  statement: 'A file beyond the documented size is answered with 413',
  source: 'Error Codes Reference, "Upload Errors"; the document uploads page: 50 MB',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'too-large',
  check({ answer: { status } }) {
    if (status === 413) return undefined
    return status >= 500
      ? inconclusive(`The size could not be judged: ${status}`)
      : fail(`A document of 51 MB was answered with ${status}`)
  },
  unseen: 'Nobody asked to upload a file that is too large',
})
