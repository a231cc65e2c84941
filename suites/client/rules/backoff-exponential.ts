import { type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { waitsByPlace, whyNotGeometric } from '../judging/backoff.ts'
import { mean } from '../judging/statistics.ts'
import { atOnceMs } from '../judging/wait.ts'
import { calmCalls } from '../noise/calm.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap, type ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always } from '../script/step.ts'
import { againAndAgain } from './answer-is-released.ts'

/** Enough calls to tell the law behind the waits. On a sped-up clock its overhead would flatten them. */
export const outage: Scenario = {
  request: 'listFiles',
  script: [always({ status: 500 })],
  calls: 20,
  commandPatienceMs: 20_000,
}

/** With chance held still, the law behind the waits stands bare. */
export const heldOutage: Scenario = { request: 'listFiles', script: [always({ status: 500 })], random: 0.5 }

/** So much longer is the last of several first waits where a backoff goes on from call to call. */
const mostGrowth = 4
const leastCalls = 6

/** Each call begins with the first wait anew: chance seldom makes each longer than the one before. */
function lookAtTurns({ calls, clock: { addedMs } }: ScenarioRun): Look {
  const waits = calls.flatMap((call) => firstGap(call) ?? [])
  if (waits.length < leastCalls) return notApplicable(`only ${count(waits.length, 'call')} in turn came back`)
  const facts = `first waits of ${waits.map(ms).join(', ')} in calls in turn`
  const grows = waits.every((wait, index) => wait >= 0.9 * (waits[index - 1] ?? 0))
  const [first = 0] = waits
  const isFar = (waits.at(-1) ?? 0) - addedMs > mostGrowth * Math.max(first, atOnceMs)
  return grows && isFar ? warn(`${facts}: the backoff goes on from call to call`) : pass(facts)
}

export const backoffExponential: ClientRule = {
  id: 'backoff-exponential',
  level: 'SHOULD',
  group: 'how',
  statement: 'Waits grow geometrically until they reach their cap, and from the first one anew in each call.',
  source: 'API page "Error Codes Reference": "retry with exponential backoff"; gRPC A6 multiplier',
  remedy:
    'Multiply the wait by the same factor (about two) from attempt to attempt, and count attempts in the call, not in the client.',
  scenarios: [outage, againAndAgain],
  background: [heldOutage],
  judge(run, { runOf }) {
    if (run.scenario.traffic === 'in-turn') return lookAtTurns(run)
    const { calls, clock } = run
    const places = waitsByPlace(calmCalls(calls))
    if (places.length < 2) return notApplicable(`made ${count(places.length + 1, 'attempt')}: too few waits to compare`)
    const facts = `waits of ${places.map(mean).map(ms).join(', ')} on average over ${count(calls.length, 'call')}`
    const why = whyNotGeometric(places, clock.addedMs) ?? whyNotGeometric(waitsByPlace(runOf(heldOutage)?.calls ?? []))
    return why === undefined ? pass(facts) : warn(`${facts}; ${why}`)
  },
}
