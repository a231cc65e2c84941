import { fail } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'
import { ifAnything } from '../standing.ts'

export const answerKeepsTheKey = answerRule({
  id: 'answer-keeps-the-key',
  statement: 'No answer repeats the key that was sent, in whatever spelling',
  source: 'assumed of any API: answers are logged where keys must not be',
  level: 'MUST',
  needs: ifAnything,
  concerns: ({ credential }) => credential !== 'none',
  check: ({ echoesCredential }) =>
    echoesCredential ? fail('The answer holds the key that was sent, or its beginning (masked here)') : undefined,
  unseen: 'No request with a key was answered',
})
