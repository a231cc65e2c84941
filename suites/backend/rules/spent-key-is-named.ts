import { fail, warn } from '../../rules/look.ts'
import { envelopeFields } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'

const codes: Readonly<Record<string, string>> = {
  'expired-key': 'EXPIRED_API_KEY',
  'deactivated-key': 'DEACTIVATED_API_KEY',
}

export const spentKeyIsNamed = answerRule({
  id: 'spent-key-is-named',
  statement: 'A key that has expired or was deactivated is told so by its code',
  source: 'Error Codes Reference, "Authentication Errors"; that the status is 401 or 403 is assumed',
  level: 'MUST',
  concerns: ({ intent }) => intent !== null && Object.hasOwn(codes, intent),
  check(exchange) {
    const { status } = exchange.answer
    const wanted = codes[String(exchange.intent)]
    if (status < 400) return fail(`The key was taken (${status}); ${wanted} was due`)
    if (status !== 401 && status !== 403) return warn(`The key was refused with ${status}; 401 or 403 is expected`)
    const { code } = envelopeFields(exchange)
    if (typeof code !== 'string' || code === wanted) return undefined
    return { ...fail(`The key was refused as ${shown(code)}, not as ${wanted}`), field: 'error.code' }
  },
  unseen: 'No such key was given: set AIONVISION_EXPIRED_API_KEY and AIONVISION_DEACTIVATED_API_KEY',
})
