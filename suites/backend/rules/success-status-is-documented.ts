import { operationRow } from '../../../contracts/operations/index.ts'
import { fail } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'

export const successStatusIsDocumented = answerRule({
  id: 'success-status-is-documented',
  statement: 'A success has the status that its operation documents',
  source: 'the reference page of each operation',
  level: 'MUST',
  isStatusOnly: true,
  concerns: ({ answer, operation, intent }) => operation !== null && answer.status < 400 && intent !== 'preflight',
  check({ answer: { status }, operation }) {
    const expected = operation ? operationRow(operation).success : status
    return status === expected ? undefined : fail(`${operation} answered ${status}; ${expected} is documented`)
  },
  unseen: 'No operation succeeded',
})
