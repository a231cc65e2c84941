import { fail, type Look, pass, warn } from '../../rules/look.ts'
import { describeEnd, lostTheAnswer } from '../judging/end.ts'
import { atOnceMs, isAtOnce, neverCameBack, usualGap } from '../judging/wait.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { type CallRun, type ClockFacts, gaps } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'
import { herd } from './ra-seconds-min-wait.ts'

const politeMs = 200

/** A client that draws its waits at random is judged by the middle of several. */
export const samples = 5

/** Shows the client's own backoff, against which other waits are held. */
export const missing429: Scenario = { request: 'listFiles', script: [{ status: 429 }, ok], calls: samples }

/** So often that a doubling wait leaves 32 bits of milliseconds, and 64 of nanoseconds; the middle of each draw. */
const manyTimes: Scenario = {
  request: 'listFiles',
  script: [always({ status: 503 })],
  maxAttempts: 40,
  random: 0.5,
  patienceMs: 6 * 3_600_000,
}

/** A backoff that has been one, and then is none. */
function lookAtAll(call: CallRun, clock: ClockFacts): Look {
  const waits = gaps(call).flatMap((gap) => gap ?? [])
  if (waits.length === 0) return neverCameBack(call)
  const at = waits.findIndex((gap) => isAtOnce(gap, clock))
  const [before, none] = [waits[at - 1], waits[at]]
  if (none === undefined) return pass(`none of ${count(waits.length, 'wait')} was nothing`)
  const had = before === undefined ? '' : `, the one before ${ms(before)}`
  return fail(`wait ${at + 1} of ${waits.length} was ${ms(none)}${had}`)
}

export const raMissingBackoff: ClientRule = {
  id: 'ra-missing-backoff',
  level: 'MUST',
  group: 'retry-after',
  statement: "429 or 503 without Retry-After is followed by the client's own backoff, never by an immediate retry.",
  source: 'API page "Error Codes Reference"; Azure retry policy; gRPC A6 initialBackoff',
  remedy: 'Wait at least your first backoff (half a second or more) when there is no Retry-After.',
  scenarios: [
    missing429,
    { request: 'listFiles', script: [{ status: 503 }, ok], calls: samples, judgedByMiddle: true },
    manyTimes,
  ],
  background: [herd],
  judge(run, { runOf }) {
    if (run.scenario.maxAttempts !== undefined) return run.calls.map((call) => lookAtAll(call, run.clock))
    const gapMs = usualGap(run)
    const [call] = run.calls
    if (gapMs === undefined && call?.outcome && lostTheAnswer(call) && usualGap(runOf(herd)) !== undefined)
      return fail(`comes back when it is told when, and fell over nothing: ${describeEnd(call.outcome)}`)
    if (gapMs === undefined) return neverCameBack(call)
    const facts = `came back after ${ms(gapMs)}, in the middle of ${count(run.calls.length, 'call')}`
    if (isAtOnce(gapMs, run.clock)) return fail(`${facts}; at least ${ms(atOnceMs)} is a backoff`)
    return gapMs < politeMs ? warn(`${facts}; at least ${ms(politeMs)} is polite`) : pass(facts)
  },
}
