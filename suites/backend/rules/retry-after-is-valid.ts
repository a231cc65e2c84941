import { parseRetryAfter } from '../../../contracts/retry-after.ts'
import { headerValue, headerValues } from '../exchange.ts'
import { answerRule } from '../rule.ts'

export const retryAfterIsValid = answerRule({
  id: 'retry-after-is-valid',
  statement: 'Retry-After stands once and is whole seconds or an HTTP-date',
  source: 'RFC 9110 §10.2.3',
  level: 'MUST',
  concerns: ({ answer }) => headerValue(answer, 'Retry-After') !== undefined,
  check({ answer, sentMs }) {
    const values = headerValues(answer, 'Retry-After')
    if (values.length > 1) return { evidence: `Retry-After stands ${values.length} times` }
    const parsed = parseRetryAfter(values[0] ?? '', sentMs)
    return parsed.kind === 'invalid' ? { evidence: `Retry-After "${values[0]}" ${parsed.reason}` } : undefined
  },
  unseen: 'No answer carried Retry-After; --allow bursts uses up a rate window to get one',
})
