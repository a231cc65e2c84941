import { warn } from '../../rules/look.ts'
import { envelopeFields } from '../error-answer.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { ifAnything } from '../standing.ts'

export const noUnaskedServerError = answerRule({
  id: 'no-unasked-server-error',
  statement: 'No request of this run makes the server fail (5xx)',
  source: 'not a promise of the contract: something to look into',
  level: 'SHOULD',
  needs: ifAnything,
  isStatusOnly: true,
  concerns: ({ isInjected }) => !isInjected,
  check(exchange) {
    const { status } = exchange.answer
    // A 501 says that an operation is not there.
    if (status < 500 || status === 501) return undefined
    const { code, requestId } = envelopeFields(exchange)
    const id = typeof requestId === 'string' ? requestId : headerValue(exchange.answer, 'X-Request-ID')
    return warn(
      `${status}${typeof code === 'string' ? ` ${code.slice(0, 60)}` : ''}, request_id ${id === undefined ? 'none' : shown(id)}`,
    )
  },
  unseen: 'No request was answered',
})
