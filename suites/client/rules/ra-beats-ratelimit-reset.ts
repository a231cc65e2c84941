import { fail, pass } from '../../rules/look.ts'
import { lookAtWait, neverCameBack } from '../judging/wait.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

export const raBeatsRatelimitReset: ClientRule = {
  id: 'ra-beats-ratelimit-reset',
  level: 'MUST',
  group: 'retry-after',
  statement: 'Where Retry-After and RateLimit or X-RateLimit-Reset disagree, Retry-After wins.',
  source: 'RateLimit header fields: "the Retry-After field MUST take precedence"',
  scenarios: [{ request: 'listFiles', script: [{ status: 429, retryAfter: 3, rateLimitReset: 1 }, ok] }],
  judge({ calls, clock }) {
    return calls.map((call) => {
      const wait = lookAtWait(call, clock)
      if (!wait) return neverCameBack(call)
      return wait.isInTime ? pass(wait.facts) : fail(wait.facts)
    })
  },
}
