import { median } from '../judging/statistics.ts'
import { answeredMs, type ClockFacts, type ScenarioRun } from '../run.ts'

/** What a call costs when nothing fails, in real milliseconds: from the last answer until the bench knows how it ended. */
export interface CallCost {
  readonly usualMs: number
  /** By how much calls differ that have nothing to differ in: three quarters of them, from the cheapest on. */
  readonly spreadMs: number
}

/** Less is never believed: so much do equal calls differ on any machine. */
const leastNoiseMs = 10

/** Reads what calls cost from runs in which nothing failed. */
export function readCallCost(warmUps: readonly ScenarioRun[]): CallCost {
  const costs = warmUps.flatMap(({ clock: { factor }, calls }) =>
    calls.flatMap(({ attempts, settledMs }) => {
      const last = attempts.at(-1)
      const answered = last ? answeredMs(last) : null
      return settledMs === null || answered === null ? [] : [Math.max(0, settledMs - answered) / factor]
    }),
  )
  const sorted = costs.toSorted((a, b) => a - b)
  // One that met a stall says nothing of the others; the stalls of a run are seen in that run.
  const most = sorted[Math.floor((sorted.length - 1) * 0.75)] ?? 0
  return { usualMs: median(costs) ?? 0, spreadMs: most - (sorted[0] ?? 0) }
}

/**
 * The clock of one run, as this machine keeps it now: no verdict may hang on what a call costs anyway, what calls differ in,
 * and what made either end of a wait late during the run.
 * @param lateMs how late both ends of a wait may have been together, in real milliseconds
 */
export function measuredClock(clock: ClockFacts, { usualMs, spreadMs }: CallCost, lateMs: number): ClockFacts {
  const doubtMs = Math.max(leastNoiseMs, usualMs + spreadMs + lateMs)
  return {
    ...clock,
    noiseMs: clock.factor * Math.max(leastNoiseMs, spreadMs),
    doubtMs: Math.ceil(clock.factor * doubtMs),
  }
}
