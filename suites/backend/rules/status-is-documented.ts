import { isTableStatus } from '../documented.ts'
import { isError } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'

export const statusIsDocumented = answerRule({
  id: 'status-is-documented',
  statement: 'Errors have no status but those that the contract names',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  isStatusOnly: true,
  concerns: isError,
  check({ answer: { status } }) {
    return isTableStatus(status) ? undefined : { evidence: `Status ${status} is nowhere in the contract` }
  },
  unseen: 'No error was answered',
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => isError(exchange) && exchange.intent === 'wrong-method',
      (answer) => ({ ...answer, status: 418 }),
    ),
})
