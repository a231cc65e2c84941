import type { Outcome } from './outcome.ts'
import type { Scenario } from './scenario.ts'
import type { Aside } from './script/asked.ts'
import type { SeenAttempt } from './script/seen-attempt.ts'

/** The clock under which a run was made; all its times are the client's. */
export interface ClockFacts {
  /** `virtual`: waits are jumped over and exact; `scaled`: the client's clock runs faster; `real`. */
  readonly mode: 'virtual' | 'scaled' | 'real'
  /** How much faster the client's clock runs; 1 unless scaled. */
  readonly factor: number
  /** An attempt so much too early is still on time. */
  readonly earlyMs: number
  /** Overhead that is not the client's choice. */
  readonly lateMs: number
  /** By how much equal waits differ because of the bench and of the machine. */
  readonly noiseMs: number
  /** How late a busy machine may have made whatever was seen in this run. A verdict that hangs on less tells nothing. */
  readonly doubtMs: number
  /** Lateness that each wait may hold: none, unless somebody allows for it. */
  readonly addedMs: number
}

/** One logical call: what reached the server, and what came of it. */
export interface CallRun {
  readonly attempts: readonly SeenAttempt[]
  /** What else it sent: preflights, tokens, health checks. Absent where there was nothing of the kind. */
  readonly asides?: readonly Aside[]
  /** Null when the call had not ended when the bench stopped looking. */
  readonly outcome: Outcome | null
  /** On the attempts' clock. */
  readonly startedMs: number
  readonly settledMs: number | null
  /** How long the bench looked on. */
  readonly watchedMs: number
  /** For how long others kept it from a processor at the worst, in real time; absent where it is not known of each call. */
  readonly keptMs?: number
  /** When the caller cancelled; absent when it did not. */
  readonly cancelledMs?: number
}

/** All calls of one scenario. */
export interface ScenarioRun {
  readonly scenario: Scenario
  readonly clock: ClockFacts
  readonly calls: readonly CallRun[]
  /** By how much that may have lengthened a wait in this run. */
  readonly keptMs?: number
}

/** Whether all calls of a run had ended when the bench stopped looking. */
export const hasEnded = ({ calls }: ScenarioRun): boolean => calls.every(({ outcome }) => outcome !== null)

/** When the client could know that this attempt had failed or succeeded; null while nothing was answered. */
export const answeredMs = ({ times }: SeenAttempt): number | null => times.responseHeadMs ?? times.faultMs

/** Whether an attempt began while the one before it was still under way, its connection open: a hedge. */
const isHedge = (previous: SeenAttempt, next: SeenAttempt): boolean => {
  const answered = answeredMs(previous)
  return answered !== null && next.times.headMs < answered
}

/** How many attempts began while the one before was still to be answered: a race instead of a retry. */
export const hedges = ({ attempts }: CallRun): number =>
  attempts.slice(1).filter((next, index) => isHedge(attempts[index] ?? next, next)).length

/**
 * Milliseconds between the answer to one attempt and the next attempt; null where the attempt was never answered, or not
 * yet: a hedge waits for nothing.
 */
export function gaps({ attempts }: CallRun): (number | null)[] {
  return attempts.slice(1).map((next, index) => {
    const previous = attempts[index]
    const answered = previous ? answeredMs(previous) : null
    return answered === null || !previous || isHedge(previous, next) ? null : next.times.headMs - answered
  })
}

/** The wait before the second attempt; undefined when there was none. */
export const firstGap = (call: CallRun): number | undefined => gaps(call)[0] ?? undefined

/** Tolerances of an exact clock: only rounding. */
const exact = { factor: 1, lateMs: 250, doubtMs: 0, addedMs: 0 }
export const virtualClock: ClockFacts = { ...exact, mode: 'virtual', earlyMs: 1, noiseMs: 0.5 }
/** What a clock is good for on a machine that has nothing else to do; `measuredClock` tells what it is now. */
export const realClock: ClockFacts = { ...exact, mode: 'real', earlyMs: 20, noiseMs: 10 }
/** Timers are whole milliseconds of real time, at either end of a wait. */
export const scaledClock = (factor: number): ClockFacts => ({
  ...exact,
  mode: 'scaled',
  factor,
  earlyMs: 2 * factor,
  noiseMs: 10 * factor,
})

/** How late may be and still count as `expectedMs`: the clock's overhead and 2 %. */
export const latest = (expectedMs: number, { lateMs }: ClockFacts): number => expectedMs * 1.02 + lateMs
