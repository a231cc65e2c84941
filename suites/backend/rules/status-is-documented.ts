import { fail } from '../../rules/look.ts'
import { isTableStatus } from '../documented.ts'
import { isError } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

export const statusIsDocumented = answerRule({
  id: 'status-is-documented',
  statement: 'Errors have no status but those that the contract names',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  needs: ifAnswered,
  isStatusOnly: true,
  concerns: isError,
  check: ({ answer: { status } }) =>
    isTableStatus(status) ? undefined : fail(`Status ${status} is nowhere in the contract`),
  unseen: 'No error was answered',
})
