import { fail } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'
import { ifAnything } from '../standing.ts'

export const headIsEmpty = answerRule({
  id: 'head-is-empty',
  statement: 'The answer to HEAD has no body',
  source: 'RFC 9110 §9.3.2',
  level: 'MUST',
  needs: ifAnything,
  concerns: ({ request }) => request.method === 'HEAD',
  check: ({ answer }) =>
    answer.bodyBytes > 0 || answer.hasBytesBeyondEnd ? fail('A body followed the answer to HEAD') : undefined,
  unseen: 'Nobody sent HEAD',
})
