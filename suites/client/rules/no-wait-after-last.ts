import { fail, inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { type CallRun, latest, type ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'
import { once } from './attempts-as-told.ts'
import { silent } from './attempts-bounded.ts'
import { changing } from './no-retry-4xx.ts'

const allowedMs = 250

/** Shows how the client ends when its connections break. */
export const broken: Scenario = { request: 'listFiles', script: [always({ transport: 'reset' })], isLong: true }

/** How long the caller waited after the last attempt was over; null where either is not known. */
function waitedAfterLast({ attempts, settledMs }: CallRun, { timeoutMs = 0 }: Scenario): number | null {
  const last = attempts.at(-1)
  if (!last || settledMs === null) return null
  // One that was never answered is over when it is given up, which nothing but its timeout shows behind MSW.
  const { headMs, responseHeadMs, responseEndMs } = last.times
  const overMs = responseHeadMs ?? (responseEndMs === null ? null : Math.max(responseEndMs, headMs + timeoutMs))
  return overMs === null ? null : settledMs - overMs
}

/** Whether the client sleeps before it tells its caller of a failure, which other rules must not blame it for. */
export const tellsLate = ({ scenario, calls, clock }: ScenarioRun): boolean =>
  calls.some((call) => (waitedAfterLast(call, scenario) ?? 0) > latest(allowedMs, clock))

export const noWaitAfterLast: ClientRule = {
  id: 'no-wait-after-last',
  level: 'MUST',
  group: 'how',
  statement: 'After the last attempt, be it the only one, it fails at once; it does not sleep once more.',
  source: 'AWS SDK retry behaviour: "max attempts exceeded must not delay"',
  remedy:
    'Look whether another attempt will be made before you sleep, not after, and give each attempt a timer of its own: one that has fired ends all later ones.',
  scenarios: [
    { request: 'listFiles', script: [always({ status: 500 })], isLong: true },
    { request: 'listFiles', script: [always({ status: 429 })], isLong: true },
    broken,
    { request: 'listFiles', script: [always({ transport: 'close' })], isLong: true },
    { request: 'updateApiKey', script: [always({ status: 503 })], isLong: true },
    once,
    { request: 'listFiles', script: [always({ status: 422 })] },
    { request: 'createFolder', script: [{ status: 500 }, ok], commandPatienceMs: 8_000 },
    changing,
    silent,
  ],
  judge({ scenario, calls, clock }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const waitedMs = waitedAfterLast(call, scenario)
      if (outcome?.ok) return notApplicable('did not fail')
      if (outcome === null)
        return scenario === silent ? notApplicable('never gave up') : inconclusive('the call had not ended')
      if (waitedMs === null) return notApplicable('the last attempt was never let go')
      const isOnly = attempts.length === 1
      const what = attempts.at(-1)?.status === null ? 'attempt was over' : 'answer'
      const facts = `gave up ${ms(Math.max(0, waitedMs))} after the ${isOnly ? 'only' : 'last'} ${what}`
      const mostMs = latest(allowedMs, clock)
      if (waitedMs > mostMs) return fail(`${facts}; ${ms(mostMs)} is allowed`)
      return isOnly ? notApplicable(`made only one attempt, and ${facts}`) : pass(facts)
    })
  },
}
