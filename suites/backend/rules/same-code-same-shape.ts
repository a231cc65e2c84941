import { warn } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { type Answered, parseBody } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

const keysOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : [])

/** The fields of an error beside those that the contract names: a hint, a timestamp. */
function extraFields({ answer }: Answered): string {
  const body = parseBody(answer)
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  const outer = keysOf(body).filter((key) => key !== 'error' && key !== 'request_id')
  const inner = keysOf(error).filter((key) => !['code', 'message', 'details'].includes(key))
  return [...outer, ...inner.map((key) => `error.${key}`)].toSorted().join(', ').slice(0, 200) || 'no further fields'
}

export const sameCodeSameShape = runRule({
  id: 'same-code-same-shape',
  statement: 'An error has the same fields on every operation',
  source: 'Error Codes Reference: "a consistent JSON format"; further fields are not forbidden',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns: (exchange) => hasEnvelopeForm(exchange) && typeof envelopeFields(exchange).code === 'string',
  check(errors) {
    const groups = [...Map.groupBy(errors, (exchange) => String(envelopeFields(exchange).code)).entries()]
    const compared = groups.filter(([, members]) => members.length > 1)
    if (compared.length === 0) return null
    return compared.flatMap(([code, members]) => {
      const [usual, ...others] = members.map((exchange) => ({ exchange, fields: extraFields(exchange) }))
      return others
        .filter(({ fields }) => fields !== usual?.fields)
        .map(({ exchange, fields }) => ({
          ...warn(`${code} has ${fields} here, ${usual?.fields} elsewhere`),
          exchange,
        }))
    })
  },
  unseen: 'No error was seen on two operations',
})
