import { type Look, notApplicable } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import { type CallRun, type ClockFacts, firstGap } from '../run.ts'
import { describeEnd } from './end.ts'

/** `came back after 1,998 ms, asked for 2,000 ms: 2 ms early, tolerance 1 ms`, and whether that is in time. */
export function lookAtWait(
  call: CallRun,
  { earlyMs }: ClockFacts,
  askedMs = call.attempts[0]?.askedMs ?? 0,
): { facts: string; isInTime: boolean } | undefined {
  const gapMs = firstGap(call)
  if (gapMs === undefined) return undefined
  const early = askedMs - gapMs
  const facts = `came back after ${ms(gapMs)}, asked for ${ms(askedMs)}`
  return early <= earlyMs
    ? { facts, isInTime: true }
    : { facts: `${facts}: ${ms(early)} early, tolerance ${ms(earlyMs)}`, isInTime: false }
}

/** For rules about how to wait: nothing came back, so there is nothing to judge. */
export const neverCameBack = ({ outcome }: CallRun): Look =>
  notApplicable(`never came back, so there is no wait to judge (${describeEnd(outcome)})`)

/** By how much equal waits differ because of the bench: nothing where the clock jumps, else what was measured. */
export const noiseMs = (clock: ClockFacts): number => clock.noiseMs
