import { count, ms } from '../report/figures.ts'
import { firstGap } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { outage, waitsByPlace } from './backoff-exponential.ts'
import { range, variation } from './looks.ts'
import { type ClientRule, inconclusive, notApplicable, pass, warn } from './rule.ts'
import { noiseMs } from './spread.ts'

const leastVariation = 0.05
const leastSamples = 8

/** With chance held still, the waits show the edges of the jitter. */
const edges: readonly Scenario[] = [0, 0.5, 1 - 2 ** -53].map((random) => ({
  request: 'listFiles',
  script: [{ status: 500 }, ok],
  random,
}))

export const backoffJitter: ClientRule = {
  id: 'backoff-jitter',
  level: 'SHOULD',
  group: 'how',
  statement: 'Waits are randomised in proportion to their length.',
  source: 'AWS Architecture Blog, "Exponential backoff and jitter"; gRPC A6 (±20 %); Google SRE book, ch. 22',
  scenarios: [outage],
  background: edges,
  judge({ calls, clock }, { runOf }) {
    const places = waitsByPlace(calls)
    const [first = []] = places
    if (first.length === 0) return notApplicable('made only one attempt')
    if (first.length < leastSamples) return inconclusive(`only ${count(first.length, 'call')} came back`)
    const spreads = places.filter(({ length }) => length >= leastSamples).map(variation)
    const held = edges.flatMap((edge) => runOf(edge)?.calls ?? []).map(firstGap)
    const envelope =
      held.every((gap) => gap !== undefined) && held.length > 0
        ? `; ${held.map((gap) => ms(gap ?? 0)).join(', ')} with chance at 0, ½, 1`
        : ''
    const facts = `variation ${spreads.map((spread) => spread.toFixed(3)).join(', ')} of ${count(first.length, 'call')}${envelope}`
    if ((spreads[0] ?? 0) < leastVariation || range(first) < 3 * noiseMs(clock))
      return warn(`${facts}; ${leastVariation} would spread the clients`)
    const thin = spreads.findIndex((spread) => spread < leastVariation)
    return pass(
      thin < 0 ? facts : `${facts}; note: the jitter is of a fixed size, from wait ${thin + 1} on it hardly counts`,
    )
  },
  sabotage: 'draws no random number: every wait is the middle one',
}
