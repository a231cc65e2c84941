import { parseRetryAfter } from '../../../contracts/retry-after.ts'
import { fail } from '../../rules/look.ts'
import { headerValue, headerValues } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { ifAnything } from '../standing.ts'

export const retryAfterIsValid = answerRule({
  id: 'retry-after-is-valid',
  statement: 'Retry-After stands once and is whole seconds or an HTTP-date',
  source: 'RFC 9110 §10.2.3',
  level: 'MUST',
  needs: ifAnything,
  concerns: ({ answer }) => headerValue(answer, 'Retry-After') !== undefined,
  check({ answer, sentMs }) {
    const values = headerValues(answer, 'Retry-After')
    const field = 'Retry-After'
    if (values.length > 1) return { ...fail(`Retry-After stands ${values.length} times`), field }
    const parsed = parseRetryAfter(values[0] ?? '', sentMs)
    return parsed.kind === 'invalid'
      ? { ...fail(`Retry-After ${shown(values[0])} ${parsed.reason}`), field }
      : undefined
  },
  unseen: 'No answer carried Retry-After; --allow bursts uses up a rate window to get one',
})
