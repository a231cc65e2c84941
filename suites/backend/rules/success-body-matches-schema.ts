import { validateResponse } from '../../../contracts/response-validation.ts'
import { fail } from '../../rules/look.ts'
import { parseBody, readBodyJson } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { isErrorInDisguise, schemaOf } from '../success-answer.ts'

const shownIssues = 8

/** The value at a dotted path, as text; `nothing` where there is none. */
function valueAt(body: unknown, field: string): string {
  let value = body
  for (const step of field === 'body' ? [] : field.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined // an object or a list
  }
  return shown(value)
}

/** The issue as what was wanted: "Must be an integer" becomes "an integer". */
const wanted = (issue: string) => (issue === 'Is required' ? 'a value' : issue.replace(/^Must (be )?/, ''))

export const successBodyMatchesSchema = answerRule({
  id: 'success-body-matches-schema',
  statement: 'The body of a success is what its operation documents',
  source: 'the reference page of each operation',
  level: 'MUST',
  concerns: (exchange) =>
    schemaOf(exchange) !== undefined &&
    !exchange.answer.isCut &&
    !isErrorInDisguise(exchange) &&
    readBodyJson(exchange.answer).fault === undefined,
  check(exchange) {
    const name = schemaOf(exchange)
    if (name === undefined) return undefined
    const body = parseBody(exchange.answer)
    const issues = validateResponse(name, body)
    if (issues.length === 0) return undefined
    return {
      ...fail(`The body of ${exchange.operation} is no ${name}`),
      differences: issues
        .slice(0, shownIssues)
        .map(({ field, issue }) => ({ path: field, expected: wanted(issue), got: valueAt(body, field) })),
    }
  },
  unseen: 'No operation that documents a body succeeded',
})
