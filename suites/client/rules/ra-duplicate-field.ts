import { inconclusive, pass, warn } from '../../rules/look.ts'
import { describeEnd, shows } from '../judging/end.ts'
import { lookAtWait } from '../judging/wait.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

export const raDuplicateField: ClientRule = {
  id: 'ra-duplicate-field',
  level: 'SHOULD',
  group: 'retry-after',
  statement: 'Two equal Retry-After lines still mean that wait, and not less.',
  source: 'RFC 9110 §5.2, §10.2.3',
  remedy: 'Read a list of equal values as that value.',
  scenarios: [{ request: 'listFiles', script: [{ status: 429, retryAfter: ['2', '2'] }, ok] }],
  judge({ calls, clock }) {
    return calls.map((call) => {
      const wait = lookAtWait(call, clock)
      if (wait) return wait.isInTime ? pass(wait.facts) : warn(wait.facts)
      if (call.outcome === null) return inconclusive('the call had not ended')
      return shows(call.outcome, 429)
        ? pass(`gave up with ${describeEnd(call.outcome)}`)
        : warn(`lost the API error: ${describeEnd(call.outcome)}`)
    })
  },
}
