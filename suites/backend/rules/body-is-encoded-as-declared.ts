import { fail } from '../../rules/look.ts'
import { headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { ifAnything } from '../standing.ts'

export const bodyIsEncodedAsDeclared = answerRule({
  id: 'body-is-encoded-as-declared',
  statement: 'A body is encoded as Content-Encoding says, and not at all where it says nothing',
  source: 'RFC 9110 §8.4',
  level: 'MUST',
  needs: ifAnything,
  concerns: ({ answer }) => answer.bodyBytes > 0,
  check({ answer }) {
    const declared = (headerValue(answer, 'Content-Encoding') ?? 'identity').trim().toLowerCase()
    const { encoding } = answer.bytes
    const field = 'Content-Encoding'
    if (encoding === 'unreadable') return { ...fail(`The body cannot be read as ${shown(declared)}`), field }
    const isDeclared =
      declared === encoding || declared === `x-${encoding}` || (declared === '' && encoding === 'identity')
    if (isDeclared || declared.includes(',')) return undefined
    return declared === 'identity' || declared === ''
      ? { ...fail(`The body is ${encoding}, and nothing says so`), field }
      : {
          ...fail(
            `Content-Encoding says ${shown(declared)}, but the body is ${encoding === 'identity' ? 'plain' : encoding}`,
          ),
          field,
        }
  },
  unseen: 'No answer had a body',
})
