import { inconclusive, notApplicable, warn } from '../../rules/look.ts'
import { lookAtSpread } from '../judging/spread.ts'
import { variation } from '../judging/statistics.ts'
import { lookAtWait } from '../judging/wait.ts'
import { calmCalls } from '../noise/calm.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { herd } from './ra-seconds-min-wait.ts'

const leastVariation = 0.04
const leastSamples = 20

export const raJitterOnTop: ClientRule = {
  id: 'ra-jitter-on-top',
  level: 'SHOULD',
  group: 'retry-after',
  statement:
    'Many clients that are given the same Retry-After do not come back in the same instant: jitter is added, never subtracted.',
  source: 'RateLimit header fields, "thundering herd": "this is true for Retry-After too"',
  remedy: 'Add up to a quarter of Retry-After at random to it.',
  scenarios: [herd],
  judge({ calls, clock }) {
    const waits = calls.flatMap((call) => lookAtWait(call, clock) ?? [])
    const [first] = waits.toSorted((one, other) => one.gapMs - other.gapMs)
    if (!first) return notApplicable('none came back')
    if (waits.length < leastSamples) return inconclusive(`only ${waits.length} of ${calls.length} came back`)
    const gapsMs = calmCalls(calls).flatMap((call) => lookAtWait(call, clock)?.gapMs ?? [])
    const spread = variation(gapsMs)
    const facts = `${waits.length} calls came back after ${ms(first.gapMs)} to ${ms(Math.max(...gapsMs))}, variation ${spread.toFixed(3)}`
    if (!first.isInTime) return warn(`${facts}: the first is ${ms(first.askedMs - first.gapMs)} early`)
    return lookAtSpread(gapsMs, leastVariation, facts, clock)
  },
}
