import type { HttpDateForm } from '../../../contracts/http-date.ts'
import { fail, type Look, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { neverCameBack } from '../judging/wait.ts'
import { isParseError } from '../outcome.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { type CallRun, type ClockFacts, latest } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

/** Dates are whole seconds, and clocks of one machine agree. */
const earlyMs = 50
const lateMs = 2_000

export const dateScenario = (dateForm?: HttpDateForm): Scenario => ({
  request: 'listFiles',
  script: [{ status: 429, retryAfterDate: 4, ...(dateForm && { dateForm }) }, ok],
})

/** Judges when the second attempt came against the date that the first answer named. */
export function lookAtDate(call: CallRun, clock: ClockFacts, broken: (evidence: string) => Look): Look {
  const [first, second] = call.attempts
  if (call.outcome && isParseError(call.outcome)) return broken(`fell over the date: ${describeEnd(call.outcome)}`)
  if (!second || first?.dueMs == null) return neverCameBack(call)
  const offMs = second.atMs - first.dueMs
  const facts = `came back ${ms(Math.abs(offMs))} ${offMs < 0 ? 'before' : 'after'} the date that it was given`
  return offMs >= -earlyMs && offMs <= latest(lateMs, clock) ? pass(facts) : broken(facts)
}

export const raHttpDate: ClientRule = {
  id: 'ra-http-date',
  level: 'MUST',
  group: 'retry-after',
  statement: 'Retry-After as an HTTP-date (IMF-fixdate) is understood.',
  source: 'RFC 9110 §10.2.3, §5.6.7',
  scenarios: [dateScenario()],
  judge({ calls, clock }) {
    return calls.map((call) => lookAtDate(call, clock, fail))
  },
}
