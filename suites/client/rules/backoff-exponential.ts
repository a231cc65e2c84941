import { notApplicable, pass, warn } from '../../rules/look.ts'
import { waitsByPlace, whyNotGeometric } from '../judging/backoff.ts'
import { mean } from '../judging/statistics.ts'
import { calmCalls } from '../noise/calm.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { always } from '../script/step.ts'

/** Enough calls to tell the law behind the waits. On a sped-up clock its overhead would flatten them. */
export const outage: Scenario = {
  request: 'listFiles',
  script: [always({ status: 500 })],
  calls: 20,
  commandPatienceMs: 20_000,
}

/** With chance held still, the law behind the waits stands bare. */
export const heldOutage: Scenario = { request: 'listFiles', script: [always({ status: 500 })], random: 0.5 }

export const backoffExponential: ClientRule = {
  id: 'backoff-exponential',
  level: 'SHOULD',
  group: 'how',
  statement: 'Waits grow geometrically until they reach their cap.',
  source: 'API page "Error Codes Reference": "retry with exponential backoff"; gRPC A6 multiplier',
  remedy: 'Multiply the wait by the same factor (about two) from attempt to attempt.',
  scenarios: [outage],
  background: [heldOutage],
  judge({ calls, clock }, { runOf }) {
    const places = waitsByPlace(calmCalls(calls))
    if (places.length < 2) return notApplicable(`made ${count(places.length + 1, 'attempt')}: too few waits to compare`)
    const facts = `waits of ${places.map(mean).map(ms).join(', ')} on average over ${count(calls.length, 'call')}`
    const why = whyNotGeometric(places, clock.addedMs) ?? whyNotGeometric(waitsByPlace(runOf(heldOutage)?.calls ?? []))
    return why === undefined ? pass(facts) : warn(`${facts}; ${why}`)
  },
}
