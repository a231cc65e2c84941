import { type Look, notApplicable } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import { type CallRun, type ClockFacts, firstGap, gaps, latest, type ScenarioRun } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { describeEnd } from './end.ts'
import { median } from './statistics.ts'

/** One wait that a server asked for, and the one that came of it. */
export interface AskedWait {
  readonly askedMs: number
  readonly gapMs: number
  /** `came back after 1,998 ms, asked for 2,000 ms: 2 ms early, tolerance 1 ms`. */
  readonly facts: string
  readonly isInTime: boolean
}

function askedWait(askedMs: number, gapMs: number, { earlyMs }: ClockFacts): AskedWait {
  const early = askedMs - gapMs
  const facts = `came back after ${ms(gapMs)}, asked for ${ms(askedMs)}`
  return early <= earlyMs
    ? { askedMs, gapMs, facts, isInTime: true }
    : { askedMs, gapMs, facts: `${facts}: ${ms(early)} early, tolerance ${ms(earlyMs)}`, isInTime: false }
}

/** Every wait of a call before which its length was asked for, in order. */
export function askedWaits(call: CallRun, clock: ClockFacts): AskedWait[] {
  return gaps(call).flatMap((gapMs, index) => {
    const askedMs = call.attempts[index]?.askedMs ?? null
    return gapMs === null || askedMs === null ? [] : [askedWait(askedMs, gapMs, clock)]
  })
}

/** The first wait of a call, as far as it came back. */
export const lookAtWait = (call: CallRun, clock: ClockFacts): AskedWait | undefined => {
  const gapMs = firstGap(call)
  return gapMs === undefined ? undefined : askedWait(call.attempts[0]?.askedMs ?? 0, gapMs, clock)
}

/** Judges every wait of a call by whether it was as long as asked for, at least. */
export function lookAtLeast(call: CallRun, clock: ClockFacts, early: (evidence: string) => Look): Look[] {
  const waits = askedWaits(call, clock)
  if (waits.length === 0) return [neverCameBack(call)]
  return waits.map(({ facts, isInTime }) => (isInTime ? { verdict: 'pass', evidence: facts } : early(facts)))
}

export const atOnceMs = 50

/** Whether a wait is none. */
export const isAtOnce = (gapMs: number, { addedMs }: ClockFacts): boolean => gapMs < atOnceMs + addedMs

/** The longest wait that does for one of `askedMs`: half as long again, or two seconds more. */
export const longestMs = (askedMs: number, clock: ClockFacts): number =>
  latest(Math.max(askedMs * 1.5, askedMs + 2_000), clock)

/** The usual first wait of some calls: the median, since one draw says little. Undefined when none came back. */
export const usualGap = (run: ScenarioRun | undefined): number | undefined =>
  median(run?.calls.flatMap((call) => firstGap(call) ?? []) ?? [])

/** Whether the first wait that was asked for was kept, or never tried: a client that does not read what asks for it comes early. */
export function understands(run: ScenarioRun | undefined): boolean {
  const [call] = run?.calls ?? []
  const wait = call && run && lookAtWait(call, run.clock)
  return wait === undefined || wait.isInTime
}

/** For rules about how to wait: nothing came back, so there is nothing to judge. */
export const neverCameBack = (call: CallRun | undefined): Look =>
  notApplicable(`never came back, so there is no wait to judge (${describeEnd(call?.outcome ?? null)})`)

/** By how much equal waits differ because of the bench: nothing where the clock jumps, else what was measured. */
export const noiseMs = (clock: ClockFacts): number => clock.noiseMs

/** The attempts that a call sent after its caller had the outcome. */
export const afterTheEnd = ({ attempts, settledMs }: CallRun, { addedMs }: ClockFacts): SeenAttempt[] =>
  settledMs === null ? [] : attempts.filter(({ times }) => times.headMs > settledMs + addedMs)
