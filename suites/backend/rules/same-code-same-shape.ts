import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { type Answered, isAnswered, parseBody } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { damageFirst, withBody } from '../sabotage.ts'

const keysOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : [])

/** The fields of an error beside those that the contract names: a hint, a timestamp. */
function extraFields({ answer }: Answered): string {
  const body = parseBody(answer)
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  const outer = keysOf(body).filter((key) => key !== 'error' && key !== 'request_id')
  const inner = keysOf(error).filter((key) => !['code', 'message', 'details'].includes(key))
  return [...outer, ...inner.map((key) => `error.${key}`)].toSorted().join(', ')
}

export const sameCodeSameShape = runRule({
  id: 'same-code-same-shape',
  statement: 'An error has the same fields on every operation',
  source: 'Error Codes Reference: "a consistent JSON format"',
  level: 'MUST',
  check(run) {
    const errors = run.exchanges
      .filter(isAnswered)
      .filter((exchange) => hasEnvelopeForm(exchange) && typeof envelopeFields(exchange).code === 'string')
    const groups = [...Map.groupBy(errors, (exchange) => String(envelopeFields(exchange).code)).entries()].filter(
      ([, members]) => members.length > 1,
    )
    if (groups.length === 0) return null
    return groups.flatMap(([code, members]) => {
      const [first, ...others] = members
      const usual = first ? extraFields(first) : ''
      return others
        .filter((exchange) => extraFields(exchange) !== usual)
        .map((exchange) => ({
          evidence: `${code} has ${extraFields(exchange) || 'no further fields'} here, ${usual || 'no further fields'} elsewhere`,
          exchange,
        }))
    })
  },
  unseen: 'No error was seen on two operations',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'unknown-key',
      (answer) => withBody(answer, (body) => ({ ...body, timestamp: 0 })),
    ),
})
