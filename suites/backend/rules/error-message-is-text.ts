import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const errorMessageIsText = answerRule({
  id: 'error-message-is-text',
  statement: 'error.message is a text that a person can read',
  source: 'Error Codes Reference, "Standard Error Format"; that it is not empty is assumed',
  level: 'MUST',
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { message } = envelopeFields(exchange)
    if (message === undefined) return { evidence: 'error.message is missing' }
    if (typeof message !== 'string') return { evidence: `error.message is a ${typeof message}, not a string` }
    return message.trim() === '' ? { evidence: 'error.message is empty', verdict: 'warn' } : undefined
  },
  unseen: 'No error had the form of the envelope',
  sabotage: (run) => damageFirst(run, hasEnvelopeForm, (answer) => withError(answer, { message: null })),
})
