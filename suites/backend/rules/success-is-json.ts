import { fail } from '../../rules/look.ts'
import { headerValue, readBodyJson } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { schemaOf } from '../success-answer.ts'

export const successIsJson = answerRule({
  id: 'success-is-json',
  statement: 'A success whose operation documents JSON is JSON, and says so',
  source: 'the reference page of each operation; RFC 8259',
  level: 'MUST',
  concerns: (exchange) => schemaOf(exchange) !== undefined && !exchange.answer.isCut,
  check({ answer, operation }) {
    const { fault } = readBodyJson(answer)
    if (fault) return fail(`The body of ${operation} is no JSON: ${fault.replaceAll('-', ' ')}`)
    const type = headerValue(answer, 'Content-Type') ?? ''
    return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)
      ? undefined
      : {
          ...fail(`JSON is sent as ${type === '' ? 'nothing: there is no Content-Type' : shown(type)}`),
          field: 'Content-Type',
        }
  },
  unseen: 'No operation that documents JSON succeeded',
})
