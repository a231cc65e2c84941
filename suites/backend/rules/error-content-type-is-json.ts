import { fail, warn } from '../../rules/look.ts'
import { hasEnvelopeForm } from '../error-answer.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

export const errorContentTypeIsJson = answerRule({
  id: 'error-content-type-is-json',
  statement: 'Errors are sent as application/json, in UTF-8',
  source: 'assumed from "a consistent JSON format"; the charset from RFC 8259 §8.1',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns: hasEnvelopeForm,
  check({ answer }) {
    const type = headerValue(answer, 'Content-Type')
    const field = 'Content-Type'
    if (type === undefined) return { ...warn('The error has no Content-Type'), field }
    if (!/^application\/json\s*(;|$)/i.test(type)) return { ...warn(`The error is sent as ${shown(type)}`), field }
    const charset = /;\s*charset="?([^";]+)/i.exec(type)?.[1]
    return charset === undefined || charset.toLowerCase() === 'utf-8'
      ? undefined
      : { ...fail(`The charset is ${shown(charset)}`), field }
  },
  unseen: 'No error had the form of the envelope',
})
