import { fail } from '../../rules/look.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'

export const noContentIsEmpty = answerRule({
  id: 'no-content-is-empty',
  statement: '204 has neither a body nor a Content-Length',
  source: 'Error Codes Reference, "HTTP Status Codes"; RFC 9110 §8.6, §15.3.5',
  level: 'MUST',
  concerns: ({ answer }) => answer.status === 204,
  check({ answer }) {
    if (answer.bodyBytes > 0 || answer.hasBytesBeyondEnd) return fail('204 was followed by a body')
    const framing = ['Content-Length', 'Transfer-Encoding'].find((name) => headerValue(answer, name) !== undefined)
    return framing === undefined
      ? undefined
      : { ...fail(`204 carries ${framing}, which announces a body`), field: framing }
  },
  unseen: 'No 204 was answered; --allow writes deletes what it has created to get one',
})
