import { hasEnvelopeForm } from '../error-answer.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

export const errorContentTypeIsJson = answerRule({
  id: 'error-content-type-is-json',
  statement: 'Errors are sent as application/json, in UTF-8',
  source: 'assumed from "a consistent JSON format"; the charset from RFC 8259 §8.1',
  level: 'SHOULD',
  concerns: hasEnvelopeForm,
  check({ answer }) {
    const type = headerValue(answer, 'Content-Type')
    if (type === undefined) return { evidence: 'The error has no Content-Type' }
    if (!/^application\/json\s*(;|$)/i.test(type)) return { evidence: `The error is sent as ${type}` }
    const charset = /;\s*charset="?([^";]+)/i.exec(type)?.[1]
    return charset === undefined || charset.toLowerCase() === 'utf-8'
      ? undefined
      : { evidence: `The charset is ${charset}`, verdict: 'fail' }
  },
  unseen: 'No error had the form of the envelope',
  sabotage: (run) => damageFirst(run, hasEnvelopeForm, (answer) => withHeader(answer, 'Content-Type', 'text/plain')),
})
