import { inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { waitsByPlace } from '../judging/backoff.ts'
import { lookAtSpread } from '../judging/spread.ts'
import { variation } from '../judging/statistics.ts'
import { calmCalls } from '../noise/calm.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { ScenarioRun } from '../run.ts'
import { firstGap } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { outage } from './backoff-exponential.ts'

const leastVariation = 0.05
const leastSamples = 8

/** With chance held still, the waits show the edges of the jitter. */
const edges: readonly Scenario[] = [0, 0.5, 1 - 2 ** -53].map((random) => ({
  request: 'listFiles',
  script: [{ status: 500 }, ok],
  random,
}))

/** Jitter that does not grow with the wait ends up as none. Only a clock without noise can tell. */
function fixedSizeNote(run: ScenarioRun): string {
  if (run.clock.mode !== 'virtual') return ''
  const thin = waitsByPlace(run.calls).findIndex((waits) => variation(waits) < leastVariation)
  return thin < 0 ? '' : `; note: of a fixed size, so from wait ${thin + 1} on it hardly counts`
}

export const backoffJitter: ClientRule = {
  id: 'backoff-jitter',
  level: 'SHOULD',
  group: 'how',
  statement: 'Waits are randomised in proportion to their length.',
  source: 'AWS Architecture Blog, "Exponential backoff and jitter"; gRPC A6 (±20 %); Google SRE book, ch. 22',
  remedy: 'Draw each wait at random between a half and the whole of its length.',
  scenarios: [outage],
  background: edges,
  judge(run, { runOf }) {
    const { calls, clock } = run
    const calm = calmCalls(calls)
    const waits = calm.flatMap((call) => firstGap(call) ?? [])
    if (waits.length === 0) return notApplicable('made only one attempt')
    if (waits.length < leastSamples) return inconclusive(`only ${count(waits.length, 'call')} came back`)
    const spread = variation(waits)
    const held = edges.flatMap((edge) => runOf(edge)?.calls ?? []).flatMap((call) => firstGap(call) ?? [])
    const envelope = held.length === edges.length ? `; ${held.map(ms).join(', ')} with chance at 0, ½, 1` : ''
    const facts = `variation ${spread.toFixed(3)} over ${count(waits.length, 'call')}${envelope}`
    const look = lookAtSpread(waits, leastVariation, facts, clock)
    // Longer waits are further apart: who spreads the second does so with the first, which noise may hide.
    const [, second = []] = waitsByPlace(calm)
    const isHidden = look.verdict === 'inconclusive' && second.length >= leastSamples
    const isSpread = isHidden && lookAtSpread(second, leastVariation, facts, clock).verdict === 'pass'
    return look.verdict === 'pass' || isSpread ? pass(facts + fixedSizeNote(run)) : look
  },
}
