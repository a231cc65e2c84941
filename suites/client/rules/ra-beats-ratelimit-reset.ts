import { fail } from '../../rules/look.ts'
import { lookAtLeast } from '../judging/wait.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

export const raBeatsRatelimitReset: ClientRule = {
  id: 'ra-beats-ratelimit-reset',
  level: 'MUST',
  group: 'retry-after',
  statement: 'Where Retry-After and RateLimit or X-RateLimit-Reset disagree, Retry-After wins.',
  source: 'RateLimit header fields: "the Retry-After field MUST take precedence"',
  remedy: 'Look at rate-limit headers only where there is no Retry-After.',
  scenarios: [{ request: 'listFiles', script: [{ status: 429, retryAfter: 3, rateLimitReset: 1 }, ok] }],
  judge({ calls, clock }) {
    return calls.flatMap((call) => lookAtLeast(call, clock, fail))
  },
}
