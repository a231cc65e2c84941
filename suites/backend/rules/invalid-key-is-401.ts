import { fail } from '../../rules/look.ts'
import { envelopeFields } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'

const cases: Readonly<Record<string, string>> = {
  'no-key': 'without a key',
  'malformed-key': 'with a malformed key',
  'unknown-key': 'with a key that nobody was given',
}

export const invalidKeyIs401 = answerRule({
  id: 'invalid-key-is-401',
  statement:
    'A missing, malformed or unknown key is answered with 401 INVALID_API_KEY, before anything else is looked at',
  source: 'Error Codes Reference, "Authentication Errors"',
  level: 'MUST',
  concerns: ({ intent }) => intent !== null && Object.hasOwn(cases, intent),
  check(exchange) {
    const how = cases[String(exchange.intent)]
    const { status } = exchange.answer
    if (status !== 401) return fail(`A request ${how} was answered with ${status}`)
    const { code } = envelopeFields(exchange)
    if (typeof code !== 'string' || code === 'INVALID_API_KEY') return undefined
    return { ...fail(`A request ${how} was answered with the code ${shown(code)}`), field: 'error.code' }
  },
  unseen: 'No request with a bad key was answered',
})
