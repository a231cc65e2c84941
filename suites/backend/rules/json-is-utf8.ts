import { fail } from '../../rules/look.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { ifAnything } from '../standing.ts'

export const jsonIsUtf8 = answerRule({
  id: 'json-is-utf8',
  statement: 'JSON is sent in UTF-8, without a byte order mark',
  source: 'RFC 8259 §8.1',
  level: 'MUST',
  needs: ifAnything,
  concerns: ({ answer }) => answer.bodyBytes > 0 && /json/i.test(headerValue(answer, 'Content-Type') ?? ''),
  check({ answer }) {
    // Letters of UTF-16 are letters of UTF-8 with zeros between them.
    if (answer.body.includes('\u0000')) return fail('The body holds zero bytes: it is UTF-16 or UTF-32')
    if (!answer.bytes.isUtf8) return fail('The body is not valid UTF-8')
    return answer.bytes.hasBom ? fail('The body begins with a byte order mark') : undefined
  },
  unseen: 'No answer said that it is JSON',
})
