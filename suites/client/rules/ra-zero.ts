import { fail, pass, warn } from '../../rules/look.ts'
import { isAtOnce, neverCameBack } from '../judging/wait.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { gaps, latest } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always } from '../script/step.ts'

const mostAttempts = 10
const soonMs = 1_000
/** Jitter may make one backoff twice another. */
const longestMs = (ownMs: number | null) => (ownMs === null ? soonMs : Math.max(2 * ownMs, soonMs))
const unguided: Scenario = { request: 'listFiles', script: [always({ status: 429 })], isLong: true }

export const raZero: ClientRule = {
  id: 'ra-zero',
  level: 'SHOULD',
  group: 'retry-after',
  statement: 'Retry-After: 0 is valid: the client comes back soon, but not in a tight loop.',
  source: 'RFC 9110 §10.2.3; AWS SDK retry behaviour 2026 ("minimum is exponential backoff duration")',
  remedy: 'Wait your own backoff when Retry-After is 0.',
  scenarios: [{ request: 'listFiles', script: [always({ status: 429, retryAfter: 0 })] }],
  background: [unguided],
  judge({ calls, clock }, { runOf, profile }) {
    const [usual] = runOf(unguided)?.calls ?? []
    const own = usual ? gaps(usual) : []
    return calls.map((call) => {
      const waits = gaps(call).map((gap) => gap ?? 0)
      const most = profile.maxAttempts ?? mostAttempts
      if (call.attempts.length > most)
        return fail(`${count(call.attempts.length, 'attempt')}; at most ${most} were to be expected`)
      if (waits.length === 0) return neverCameBack(call)
      const facts = `waited ${waits.map(ms).join(', ')}`
      if (waits.every((wait) => isAtOnce(wait, clock))) return warn(`${facts}: a tight loop`)
      const slow = waits.findIndex((wait, index) => wait > latest(longestMs(own[index] ?? null), clock))
      if (slow < 0) return pass(facts)
      const there = own[slow] ?? null
      return warn(
        `${facts}; ${there === null ? `${ms(soonMs)} is soon` : `without Retry-After it waits ${ms(there)} there`}`,
      )
    })
  },
}
