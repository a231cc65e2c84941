import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withoutHeader } from '../sabotage.ts'

export const methodNotAllowedListsMethods = answerRule({
  id: 'method-not-allowed-lists-methods',
  statement: '405 lists the methods that are allowed',
  source: 'RFC 9110 §15.5.6',
  level: 'MUST',
  concerns: ({ answer, isInjected }) => answer.status === 405 && !isInjected,
  check: ({ answer }) =>
    headerValue(answer, 'Allow') === undefined ? { evidence: '405 came without Allow' } : undefined,
  unseen: 'No 405 was answered',
  unseenVerdict: 'not-applicable',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ answer, isInjected }) => answer.status === 405 && !isInjected,
      (answer) => withoutHeader(answer, 'Allow'),
    ),
})
