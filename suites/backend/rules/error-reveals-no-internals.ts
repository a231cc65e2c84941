import { fail } from '../../rules/look.ts'
import { isError } from '../error-answer.ts'
import { parseBody } from '../exchange.ts'
import { findInternals } from '../internals.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'
import { ifAnything } from '../standing.ts'

/** Every text that a body holds, read as JSON where it is JSON, so that escapes hide nothing. */
function textsOf({ answer }: SeenAnswer): string {
  const parsed = parseBody(answer)
  if (typeof parsed !== 'object' || parsed === null) return answer.body
  const texts: string[] = []
  JSON.stringify(parsed, (key, value: unknown) => {
    if (typeof value === 'string') texts.push(/^\d*$/.test(key) ? value : `${key}: ${value}`)
    return value
  })
  return texts.join('\n')
}

export const errorRevealsNoInternals = answerRule({
  id: 'error-reveals-no-internals',
  statement: 'Errors carry no stack trace, no SQL, no path, no address and no secret of the server',
  source: 'assumed of any API; OWASP API8:2023, security misconfiguration',
  level: 'MUST',
  needs: ifAnything,
  concerns: isError,
  check(exchange, { baseUrl }) {
    const found = findInternals(textsOf(exchange), new URL(baseUrl).host)
    return found.length === 0 ? undefined : fail(`The error reveals ${found.join(' and ')}`)
  },
  unseen: 'No error was answered',
})
