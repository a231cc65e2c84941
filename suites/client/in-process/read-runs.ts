import type { Outcome } from '../outcome.ts'
import { type CallRun, gaps } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import type { ScriptServer } from '../script/server.ts'

/** A logical call under way. */
export interface CallState {
  outcome: Outcome | null
  readonly startedMs: number
  settledMs: number | null
  /** How many attempts its server had seen when it began. */
  readonly from: number
  /** How many when it ended. */
  until: number | null
}

type Seen = Pick<ScriptServer, 'attempts' | 'asides'>

/** What the bench knows of all calls of a run. */
export interface WatchFacts {
  readonly watchedMs: number
  /** When a call was cancelled, numbered from 0; null when it was not. */
  readonly cancelledMs: (index: number) => number | null
}

/** Puts together what each call said and what its server saw of it. The calls of workers are one: they overlap on one server. */
export function readRuns(
  traffic: NonNullable<Scenario['traffic']>,
  servers: readonly Seen[],
  states: readonly CallState[],
  { watchedMs, cancelledMs }: WatchFacts,
): CallRun[] {
  const [shared] = servers
  const run = (
    state: CallState,
    index: number,
    server: Seen | undefined,
    attempts = server?.attempts ?? [],
  ): CallRun => {
    const atMs = cancelledMs(index)
    return {
      attempts: [...attempts],
      ...(server && server.asides.length > 0 && { asides: [...server.asides] }),
      outcome: state.outcome,
      startedMs: state.startedMs,
      settledMs: state.settledMs,
      watchedMs,
      ...(atMs !== null && { cancelledMs: atMs }),
    }
  }
  if (traffic === 'apart') return states.map((state, index) => run(state, index, servers[index]))
  const [first] = states
  if (traffic === 'workers') return first ? [run(first, 0, shared)] : []
  return states.map((state, index) =>
    run(state, index, shared, shared?.attempts.slice(state.from, state.until ?? undefined)),
  )
}

/** Longest time, in the client's, for which late attempts are looked for after a call has ended. */
const longestQuietMs = 60_000
/** Shortest such time: on a clock that jumps, watching is free. */
const shortestQuietMs = 10_000

/** How long to look for late attempts of calls that have ended: they would come in about the rhythm of those before. */
export function watchAfterMs(
  runs: readonly CallRun[],
  { watchAfterMs: wanted = 0 }: Pick<Scenario, 'watchAfterMs'>,
): number {
  const largestGapMs = Math.max(0, ...runs.flatMap(gaps).map((gap) => gap ?? 0))
  return Math.min(longestQuietMs, Math.max(shortestQuietMs, 2 * largestGapMs, wanted))
}
