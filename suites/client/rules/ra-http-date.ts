import type { HttpDateForm } from '../../../contracts/http-date.ts'
import { fail, type Look, pass } from '../../rules/look.ts'
import { describeEnd, lostTheAnswer } from '../judging/end.ts'
import { stillWaitingMs } from '../judging/no-end.ts'
import { neverCameBack, usualGap } from '../judging/wait.ts'
import { isParseError } from '../outcome.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { answeredMs, type CallRun, type ClockFacts, latest } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { missing429 } from './ra-missing-backoff.ts'
import { everyMethod } from './ra-seconds-min-wait.ts'

/** Dates are whole seconds, and clocks of one machine agree. */
const earlyMs = 50
const lateMs = 2_000

/** How long after its date an attempt may come: two seconds, or half of the wait. */
const mostLateMs = (askedMs: number, clock: ClockFacts): number => latest(Math.max(lateMs, askedMs / 2), clock)

/** A zone in which a date that is taken for a local one is hours off. */
const timeZone = 'Asia/Kolkata'

export const dateScenario = (dateForm?: HttpDateForm): Scenario => ({
  request: 'listFiles',
  script: [{ status: 429, retryAfterDate: 4, ...(dateForm && { dateForm }) }, ok],
  timeZone,
})

const changingDates = everyMethod.map(
  (request): Scenario => ({
    request,
    script: [{ status: 429, retryAfterDate: 2 }, { status: 503, retryAfterDate: 6 }, ok],
    timeZone,
  }),
)

/** A call that has not come back yet, after a date that is long past. */
function lookAtOpenDate(call: CallRun, clock: ClockFacts, broken: (evidence: string) => Look): Look[] {
  const last = call.attempts.at(-1)
  const waitedMs = stillWaitingMs(call)
  const answered = last && answeredMs(last)
  if (last?.dueMs == null || last.askedMs === null || waitedMs === undefined || answered == null) return []
  const overMs = waitedMs - (last.dueMs - last.atMs - (answered - last.times.headMs))
  return overMs > mostLateMs(last.askedMs, clock)
    ? [broken(`still waiting ${ms(overMs)} after the date that it was given`)]
    : []
}

/** What dates are held against: an error that is lost with them only was lost because of them. */
export const plain = missing429

/**
 * Judges when each attempt came against the date that the answer before it named.
 * @param comesBack whether the client comes back after an answer without a date
 */
export function lookAtDates(
  call: CallRun,
  { clock, comesBack }: { readonly clock: ClockFacts; readonly comesBack: boolean },
  broken: (evidence: string) => Look,
): Look[] {
  const { attempts, outcome } = call
  if (outcome && (isParseError(outcome) || (comesBack && lostTheAnswer(call))))
    return [broken(`fell over the date: ${describeEnd(outcome)}`)]
  const waits = attempts.slice(1).flatMap((next, index): Look[] => {
    const { dueMs, askedMs } = attempts[index] ?? next
    if (dueMs === null || askedMs === null) return []
    const offMs = next.atMs - dueMs
    const facts = `came back ${ms(Math.abs(offMs))} ${offMs < 0 ? 'before' : 'after'} the date that it was given`
    return [
      offMs >= -Math.max(earlyMs, clock.earlyMs) && offMs <= mostLateMs(askedMs, clock) ? pass(facts) : broken(facts),
    ]
  })
  const looks = [...waits, ...lookAtOpenDate(call, clock, broken)]
  return looks.length > 0 ? looks : [neverCameBack(call)]
}

export const raHttpDate: ClientRule = {
  id: 'ra-http-date',
  level: 'MUST',
  group: 'retry-after',
  statement: 'Retry-After as an HTTP-date (IMF-fixdate) is understood.',
  source: 'RFC 9110 §10.2.3, §5.6.7',
  remedy: 'Where Retry-After is no whole number, read it as an HTTP-date and wait until then.',
  scenarios: [dateScenario(), ...changingDates],
  background: [plain],
  judge({ calls, clock }, { runOf }) {
    const comesBack = usualGap(runOf(plain)) !== undefined
    return calls.flatMap((call) => lookAtDates(call, { clock, comesBack }, fail))
  },
}
