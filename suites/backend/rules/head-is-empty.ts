import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'

export const headIsEmpty = answerRule({
  id: 'head-is-empty',
  statement: 'The answer to HEAD has no body',
  source: 'RFC 9110 §9.3.2',
  level: 'MUST',
  concerns: ({ request }) => request.method === 'HEAD',
  check: ({ answer }) =>
    answer.bodyBytes > 0 || answer.hasBytesBeyondEnd ? { evidence: 'A body followed the answer to HEAD' } : undefined,
  unseen: 'Nobody sent HEAD',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ request }) => request.method === 'HEAD',
      (answer) => ({ ...answer, hasBytesBeyondEnd: true }),
    ),
})
