import { warn } from '../../rules/look.ts'
import { lookAtLeast } from '../judging/wait.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

export const raOn5xx: ClientRule = {
  id: 'ra-on-5xx',
  level: 'SHOULD',
  group: 'retry-after',
  statement: 'Retry-After is honoured on every status that is retried, not only on 429 and 503.',
  source: 'RFC 9110 §10.2.3, §15.5.14 (413)',
  remedy: 'Look for Retry-After on each status that you retry.',
  scenarios: [
    { request: 'listFiles', script: [{ status: 500, retryAfter: 2 }, ok] },
    { request: 'listFiles', script: [{ status: 502, retryAfter: 2 }, { status: 504, retryAfter: 4 }, ok] },
    { request: 'listFiles', script: [{ status: 413, retryAfter: 1 }, ok] },
  ],
  judge({ calls, clock }) {
    return calls.flatMap((call) => lookAtLeast(call, clock, warn))
  },
}
