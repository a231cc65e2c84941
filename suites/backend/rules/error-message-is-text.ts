import { fail } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { nounOf, shown } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

/** What programs write where they have no text: nothing that a person could read. */
const emptyWords = ['undefined', 'null', 'none', 'nil', 'nan', '<nil>']

const isEmptyWord = (message: string) =>
  emptyWords.includes(message.trim().toLowerCase()) ||
  /\[object \w+\]/.test(message) ||
  /:\s*(undefined|null|None)$/.test(message)

export const errorMessageIsText = answerRule({
  id: 'error-message-is-text',
  statement: 'error.message is a text that a person can read',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  needs: ifAnswered,
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { message } = envelopeFields(exchange)
    const field = 'error.message'
    if (typeof message !== 'string')
      return {
        ...fail(
          message === undefined ? 'error.message is missing' : `error.message is ${nounOf(message)}, not a string`,
        ),
        field,
      }
    if (message.trim() === '') return { ...fail('error.message is empty'), field }
    return isEmptyWord(message)
      ? { ...fail(`error.message is ${shown(message)}: no text was put in`), field }
      : undefined
  },
  unseen: 'No error had the form of the envelope',
})
