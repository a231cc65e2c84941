import { fail, warn } from '../../rules/look.ts'
import { hasEnvelopeForm, isError, shapeOf } from '../error-answer.ts'
import { readBodyJson } from '../exchange.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'
import { ifAnything } from '../standing.ts'
import { wrappedEnvelope } from '../wrapped-envelope.ts'

/** The statuses that a gateway answers for a server behind it. */
const gatewayStatuses = [502, 503, 504]

/** A page of what stands in front of the API, which no test can ask for. */
const isGatewayPage = ({ standing, answer }: SeenAnswer, shape: string) =>
  standing.kind === 'unavailable' && gatewayStatuses.includes(answer.status) && (shape === 'html' || shape === 'empty')

export const errorIsEnvelope = answerRule({
  id: 'error-is-envelope',
  statement: 'The body of every error is the documented envelope',
  source: 'Error Codes Reference, "Standard Error Format"',
  level: 'MUST',
  needs: ifAnything,
  concerns: isError,
  check(exchange) {
    const { fault } = readBodyJson(exchange.answer)
    if (fault === 'trailing-text') return fail('The body is JSON with text behind it')
    if (fault === 'not-a-number') return fail('The body holds NaN or Infinity, which JSON does not have')
    if (hasEnvelopeForm(exchange)) return undefined
    const verdict = shapeOf(exchange)
    if (verdict.shape === 'envelope') return undefined
    if (isGatewayPage(exchange, verdict.shape))
      return warn(`A gateway in front of the API answered ${exchange.answer.status} with a page of its own`)
    const wrapped = wrappedEnvelope(exchange.answer)
    return {
      ...fail(`The body is not the envelope but ${wrapped ?? verdict.title}`),
      differences: wrapped ? [] : verdict.differences,
    }
  },
  unseen: 'No error was answered',
})
