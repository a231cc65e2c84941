import { operationRow } from '../../../contracts/operations/index.ts'
import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'

export const successStatusIsDocumented = answerRule({
  id: 'success-status-is-documented',
  statement: 'A success has the status that its operation documents',
  source: 'the reference page of each operation',
  level: 'MUST',
  isStatusOnly: true,
  concerns: ({ answer, operation }) => operation !== null && answer.status < 400,
  check({ answer: { status }, operation }) {
    const expected = operation ? operationRow(operation).success : status
    return status === expected ? undefined : { evidence: `${operation} answered ${status}; ${expected} is documented` }
  },
  unseen: 'No operation succeeded',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ operation, answer }) => operation === 'listFolders' && answer.status === 200,
      (answer) => ({ ...answer, status: 202 }),
    ),
})
