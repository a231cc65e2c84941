import { ok } from '../script/step.ts'
import { lookAtWait, neverCameBack } from './looks.ts'
import { type ClientRule, pass, warn } from './rule.ts'

export const raOn5xx: ClientRule = {
  id: 'ra-on-5xx',
  level: 'SHOULD',
  group: 'retry-after',
  statement: 'Retry-After is honoured on every status that is retried, not only on 429 and 503.',
  source: 'RFC 9110 §10.2.3, §15.5.14 (413)',
  scenarios: [
    { request: 'listFiles', script: [{ status: 500, retryAfter: 2 }, ok] },
    { request: 'listFiles', script: [{ status: 413, retryAfter: 1 }, ok] },
  ],
  judge({ calls, clock }) {
    return calls.map((call) => {
      const wait = lookAtWait(call, clock)
      if (!wait) return neverCameBack(call)
      return wait.isInTime ? pass(wait.facts) : warn(wait.facts)
    })
  },
  sabotage: 'does not look for Retry-After on 500',
}
