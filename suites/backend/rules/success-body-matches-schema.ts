import { operationRow } from '../../../contracts/operations/index.ts'
import { isResponseSchemaName, validateResponse } from '../../../contracts/response-validation.ts'
import { type Answered, parseBody } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'
import { isErrorInDisguise } from '../success-answer.ts'

function schemaOf({ operation, answer, request }: Answered) {
  if (operation === null || answer.status >= 300 || answer.status === 204 || request.method === 'HEAD') return undefined
  const name = operationRow(operation).response
  return name !== undefined && isResponseSchemaName(name) ? name : undefined
}

const shownIssues = 8

export const successBodyMatchesSchema = answerRule({
  id: 'success-body-matches-schema',
  statement: 'The body of a success is what its operation documents',
  source: 'the reference page of each operation',
  level: 'MUST',
  concerns: (exchange) => schemaOf(exchange) !== undefined && !exchange.answer.isCut && !isErrorInDisguise(exchange),
  check(exchange) {
    const name = schemaOf(exchange)
    if (name === undefined) return undefined
    const issues = validateResponse(name, parseBody(exchange.answer))
    if (issues.length === 0) return undefined
    return {
      evidence: `The body of ${exchange.operation} is no ${name}`,
      differences: issues
        .slice(0, shownIssues)
        .map(({ field, issue }) => ({ path: field, expected: issue, got: 'what the answer shows' })),
    }
  },
  unseen: 'No operation that documents a body succeeded',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ operation, answer }) => operation === 'listFolders' && answer.status === 200,
      (answer) => ({ ...answer, body: '{"folders":null}' }),
    ),
})
