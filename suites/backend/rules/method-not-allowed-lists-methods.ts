import { fail } from '../../rules/look.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

export const methodNotAllowedListsMethods = answerRule({
  id: 'method-not-allowed-lists-methods',
  statement: '405 lists the methods that are allowed',
  source: 'RFC 9110 §15.5.6',
  level: 'MUST',
  needs: ifAnswered,
  concerns: ({ answer, isInjected }) => answer.status === 405 && !isInjected,
  check: ({ answer }) =>
    headerValue(answer, 'Allow') === undefined ? { ...fail('405 came without Allow'), field: 'Allow' } : undefined,
  unseen: 'No 405 was answered',
  isOptional: true,
})
