import { codePattern } from '../../../contracts/envelope.ts'
import { fail, warn } from '../../rules/look.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { nounOf, shown } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

export const errorCodeIsWellFormed = answerRule({
  id: 'error-code-is-well-formed',
  statement: 'error.code is a text, in the capitals of the documented codes',
  source: 'Error Codes Reference, "Standard Error Format"; the capitals are assumed',
  level: 'MUST',
  needs: ifAnswered,
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { code } = envelopeFields(exchange)
    const field = 'error.code'
    if (typeof code !== 'string') return { ...fail(`error.code is ${nounOf(code)}, not a string`), field }
    if (code.trim() === '') return { ...fail('error.code is empty'), field }
    return codePattern.test(code)
      ? undefined
      : { ...warn(`error.code is ${shown(code)}, not in SCREAMING_SNAKE_CASE`), field }
  },
  unseen: 'No error had the form of the envelope',
})
