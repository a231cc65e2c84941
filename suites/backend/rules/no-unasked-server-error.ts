import { envelopeFields } from '../error-answer.ts'
import { headerValue, isAnswered } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const noUnaskedServerError = runRule({
  id: 'no-unasked-server-error',
  statement: 'No request of this run makes the server fail (5xx)',
  source: 'not a promise of the contract: something to look into',
  level: 'SHOULD',
  isStatusOnly: true,
  check(run) {
    const asked = run.exchanges.filter(isAnswered).filter(({ isInjected }) => !isInjected)
    if (asked.length === 0) return null
    return asked
      .filter(({ answer }) => answer.status >= 500)
      .map((exchange) => {
        const { code, requestId } = envelopeFields(exchange)
        const id = typeof requestId === 'string' ? requestId : headerValue(exchange.answer, 'X-Request-ID')
        return {
          evidence: `${exchange.answer.status}${typeof code === 'string' ? ` ${code}` : ''}, request_id ${id ?? 'none'}`,
          exchange,
        }
      })
  },
  unseen: 'No request was answered',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'wrong-type',
      (answer) => withError({ ...answer, status: 500 }, { code: 'HTTP_500' }),
    ),
})
