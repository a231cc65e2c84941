import { fail, type Look, notApplicable, pass } from '../../rules/look.ts'
import { isAtOnce, neverCameBack, usualGap } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap, latest } from '../run.ts'
import { ok } from '../script/step.ts'
import { missing429 } from './ra-missing-backoff.ts'

const longestMs = 60_000
const resetSeconds = 3
const hastyReading =
  'an epoch in seconds may have been taken for milliseconds, or for a delta that is too long for a timer'

export const ratelimitResetUnderstood: ClientRule = {
  id: 'ratelimit-reset-understood',
  level: 'SHOULD',
  group: 'retry-after',
  statement:
    'Without Retry-After, a rate-limit reset is read in its unit (X-RateLimit-Reset: epoch seconds, RateLimit t: seconds from now) or not at all.',
  source: 'API page "Rate limits"; draft-ietf-httpapi-ratelimit-headers (t is a delta)',
  remedy:
    'Take a number beyond a year of seconds for a moment in epoch seconds, subtract the time of the answer, and bound what comes out; or leave the header alone.',
  scenarios: (['X-RateLimit-Reset', 'RateLimit'] as const).map((rateLimitHeader) => ({
    request: 'listFiles',
    script: [{ status: 429, rateLimitReset: resetSeconds, rateLimitHeader }, ok],
  })),
  background: [missing429],
  judge({ calls, clock }, { runOf }) {
    const ownMs = usualGap(runOf(missing429))
    return calls.map((call): Look => {
      const gapMs = firstGap(call)
      if (gapMs === undefined) {
        if (call.outcome !== null || call.watchedMs < longestMs) return neverCameBack(call)
        return fail(`still waiting after ${ms(call.watchedMs)} for a reset in ${resetSeconds} s`)
      }
      const facts = `came back after ${ms(gapMs)}, the window ends in ${resetSeconds} s`
      if (isAtOnce(gapMs, clock) && ownMs !== undefined && isAtOnce(ownMs, clock))
        return notApplicable(`${facts}, but it always comes back at once`)
      if (isAtOnce(gapMs, clock)) return fail(`${facts}: ${hastyReading}`)
      return gapMs <= latest(longestMs, clock)
        ? pass(facts)
        : fail(`${facts}: an epoch may have been taken for a delta`)
    })
  },
}
