import { fail, inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { answeredMs, type CallRun, latest, type ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always } from '../script/step.ts'

const allowedMs = 250

/** Shows how the client ends when its connections break. */
export const broken: Scenario = { request: 'listFiles', script: [always({ transport: 'reset' })], isLong: true }

/** How long the caller waited after the last attempt was over; null where either is not known. */
function waitedAfterLast({ attempts, settledMs }: CallRun): number | null {
  const last = attempts.at(-1)
  const answered = last ? answeredMs(last) : null
  return settledMs === null || answered === null ? null : settledMs - answered
}

/** Whether the client sleeps before it tells its caller of a failure, which other rules must not blame it for. */
export const tellsLate = ({ calls, clock }: ScenarioRun): boolean =>
  calls.some((call) => call.attempts.length > 1 && (waitedAfterLast(call) ?? 0) > latest(allowedMs, clock))

export const noWaitAfterLast: ClientRule = {
  id: 'no-wait-after-last',
  level: 'MUST',
  group: 'how',
  statement: 'After the last attempt it fails at once; it does not sleep once more.',
  source: 'AWS SDK retry behaviour: "max attempts exceeded must not delay"',
  remedy: 'Look whether an attempt is left before you sleep, not after.',
  scenarios: [
    { request: 'listFiles', script: [always({ status: 500 })], isLong: true },
    { request: 'listFiles', script: [always({ status: 429 })], isLong: true },
    broken,
    { request: 'listFiles', script: [always({ transport: 'close' })], isLong: true },
    { request: 'updateApiKey', script: [always({ status: 503 })], isLong: true },
  ],
  judge({ calls, clock }) {
    return calls.map((call) => {
      if (call.attempts.length < 2) return notApplicable('made only one attempt')
      const waitedMs = waitedAfterLast(call)
      if (waitedMs === null) return inconclusive('the call had not ended')
      const facts = `gave up ${ms(waitedMs)} after the last answer`
      const mostMs = latest(allowedMs, clock)
      return waitedMs <= mostMs ? pass(facts) : fail(`${facts}; ${ms(mostMs)} is allowed`)
    })
  },
}
