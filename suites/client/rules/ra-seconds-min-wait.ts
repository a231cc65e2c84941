import { fail, pass } from '../../rules/look.ts'
import { lookAtWait, neverCameBack } from '../judging/wait.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

export const raSecondsMinWait: ClientRule = {
  id: 'ra-seconds-min-wait',
  level: 'MUST',
  group: 'retry-after',
  statement:
    'After 429 or 503 with Retry-After: N, the next attempt comes no earlier than N seconds after the response.',
  source: 'RFC 9110 §10.2.3, §15.6.4; RFC 6585 §4; API page "Error Codes Reference"',
  scenarios: [
    { request: 'listFiles', script: [{ status: 429, retryAfter: 2 }, ok] },
    { request: 'listFiles', script: [{ status: 503, retryAfter: 2 }, ok] },
  ],
  judge({ calls, clock }) {
    return calls.map((call) => {
      const wait = lookAtWait(call, clock)
      if (!wait) return neverCameBack(call)
      return wait.isInTime ? pass(wait.facts) : fail(wait.facts)
    })
  },
}
