import { codePattern } from '../../../contracts/envelope.ts'
import { envelopeFields, hasEnvelopeForm } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const errorCodeIsWellFormed = answerRule({
  id: 'error-code-is-well-formed',
  statement: 'error.code is a text, in the capitals of the documented codes',
  source: 'Error Codes Reference, "Standard Error Format"; the capitals are assumed',
  level: 'MUST',
  concerns: hasEnvelopeForm,
  check(exchange) {
    const { code } = envelopeFields(exchange)
    if (typeof code !== 'string')
      return { evidence: code === undefined ? 'error.code is missing' : `error.code is a ${typeof code}, not a string` }
    return codePattern.test(code)
      ? undefined
      : { evidence: `error.code is ${JSON.stringify(code)}, not in SCREAMING_SNAKE_CASE`, verdict: 'warn' }
  },
  unseen: 'No error had the form of the envelope',
  sabotage: (run) => damageFirst(run, hasEnvelopeForm, (answer) => withError(answer, { code: answer.status })),
})
