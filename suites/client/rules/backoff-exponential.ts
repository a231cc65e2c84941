import { notApplicable, pass, warn } from '../../rules/look.ts'
import { mean } from '../judging/statistics.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { gaps } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always } from '../script/step.ts'

const leastGrowth = 1.3
/** From here on a backoff may have reached its cap. */
const capMs = 8_000

/** Enough calls to tell the law behind the waits. On a sped-up clock its overhead would flatten them. */
export const outage: Scenario = {
  request: 'listFiles',
  script: [always({ status: 500 })],
  calls: 20,
  commandPatienceMs: 20_000,
}

/** The waits of all calls, by their place: first waits, second waits, … */
export function waitsByPlace(calls: Parameters<ClientRule['judge']>[0]['calls']): number[][] {
  const all = calls.map((call) => gaps(call).map((gap) => gap ?? 0))
  const places = Math.max(0, ...all.map(({ length }) => length))
  return Array.from({ length: places }, (_, place) => all.flatMap((waits) => waits[place] ?? []))
}

export const backoffExponential: ClientRule = {
  id: 'backoff-exponential',
  level: 'SHOULD',
  group: 'how',
  statement: 'Waits grow geometrically until they reach their cap.',
  source: 'API page "Error Codes Reference": "retry with exponential backoff"; gRPC A6 multiplier',
  scenarios: [outage],
  judge({ calls }) {
    const means = waitsByPlace(calls).map(mean)
    if (means.length < 2) return notApplicable(`made ${count(means.length + 1, 'attempt')}: too few waits to compare`)
    const facts = `waits of ${means.map(ms).join(', ')} on average over ${count(calls.length, 'call')}`
    const flat = means.findIndex((value, index) => {
      const next = means[index + 1]
      return (
        next !== undefined && (next < value * 0.98 || (value < capMs && next < capMs && next / value < leastGrowth))
      )
    })
    if (flat < 0) return pass(facts)
    return warn(
      `${facts}; wait ${flat + 2} is ${((means[flat + 1] ?? 0) / (means[flat] ?? 1)).toFixed(2)} times wait ${flat + 1}`,
    )
  },
}
