import { fail, pass, warn } from '../../rules/look.ts'
import { atOnceMs, isAtOnce, neverCameBack, usualGap } from '../judging/wait.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

const politeMs = 200

/** A client that draws its waits at random is judged by the middle of several. */
export const samples = 5

/** Shows the client's own backoff, against which other waits are held. */
export const missing429: Scenario = { request: 'listFiles', script: [{ status: 429 }, ok], calls: samples }

export const raMissingBackoff: ClientRule = {
  id: 'ra-missing-backoff',
  level: 'MUST',
  group: 'retry-after',
  statement: "429 or 503 without Retry-After is followed by the client's own backoff, never by an immediate retry.",
  source: 'API page "Error Codes Reference"; Azure retry policy; gRPC A6 initialBackoff',
  remedy: 'Wait at least your first backoff (half a second or more) when there is no Retry-After.',
  scenarios: [missing429, { request: 'listFiles', script: [{ status: 503 }, ok], calls: samples }],
  judge(run) {
    const gapMs = usualGap(run)
    if (gapMs === undefined) return neverCameBack(run.calls[0])
    const facts = `came back after ${ms(gapMs)}, in the middle of ${count(run.calls.length, 'call')}`
    if (isAtOnce(gapMs, run.clock)) return fail(`${facts}; at least ${ms(atOnceMs)} is a backoff`)
    return gapMs < politeMs ? warn(`${facts}; at least ${ms(politeMs)} is polite`) : pass(facts)
  },
}
