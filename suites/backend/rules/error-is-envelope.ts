import { hasEnvelopeForm, isError, shapeOf } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'

export const errorIsEnvelope = answerRule({
  id: 'error-is-envelope',
  statement: 'The body of every error is the documented envelope',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  concerns: isError,
  check(exchange) {
    if (hasEnvelopeForm(exchange)) return undefined
    const verdict = shapeOf(exchange)
    if (verdict.shape === 'envelope') return undefined
    return { evidence: `The body is not the envelope but ${verdict.title}`, differences: verdict.differences }
  },
  unseen: 'No error was answered',
  sabotage: (run) =>
    damageFirst(run, hasEnvelopeForm, (answer) => ({ ...answer, body: '{"detail":"Not authenticated"}' })),
})
