import { count } from './report/figures.ts'
import { type RequestId, sampleRequest } from './requests.ts'
import { describeScript, type Script } from './script/step.ts'

/** The kinds of bodies that callers have. */
export type BodyKind = 'json' | 'bytes' | 'form' | 'large' | 'stream' | 'generator' | 'readable'

/**
 * When a caller cancels: before it calls, or so long after the first request arrived or was answered. Of calls in turn it
 * may cancel the `first` so many, each after its own first request, and let the others be.
 */
export type Cancelling =
  | { readonly from: 'start' }
  | { readonly from: 'request' | 'answer'; readonly afterMs: number; readonly first?: number }

/** One logical call (or several alike) against one script. Rules with equal scenarios share the run. */
export interface Scenario {
  readonly request: RequestId
  readonly script: Script
  /** How many logical calls. Default 1. */
  readonly calls?: number
  /** Judged by the middle of its calls: where more than half of them agree, the others change nothing. */
  readonly judgedByMiddle?: true
  /**
   * `apart`: the calls run side by side, each with a client and a server of its own. `in-turn`: one after the other, on
   * one client and one server, 100 ms apart. `workers`: `calls` loops at once on one client and one server, each pausing
   * 100 ms between its calls, for as long as the bench watches. Default `apart`.
   */
  readonly traffic?: 'apart' | 'in-turn' | 'workers'
  /** Default `json`. */
  readonly body?: BodyKind
  /** The timeout that the client is told, for each attempt. Default 10 s. */
  readonly timeoutMs?: number
  /** The deadline that the client is told, for the whole call. Default none. */
  readonly deadlineMs?: number
  /** How many attempts the client is told to make. Default its own number. */
  readonly maxAttempts?: number
  /** When the caller cancels. Default never. */
  readonly cancel?: Cancelling
  /** What `Math.random` gives throughout. Default seeded numbers. */
  readonly random?: number
  /** The client's time zone, as `TZ` names it. Default the machine's. */
  readonly timeZone?: string
  /** How long the bench watches on a clock that jumps. Default an hour. */
  readonly patienceMs?: number
  /** How long it watches a command, in real time. Default 30 s. */
  readonly commandPatienceMs?: number
  /** How long attempts are looked for after a call has ended, in the client's time. Default some tenths of a second. */
  readonly watchAfterMs?: number
  /**
   * Takes so long that it is run on a sped-up clock where there is one; the noise of such a clock must not matter. With
   * `minutes`, not even tenths of seconds do.
   */
  readonly isLong?: boolean | 'minutes'
}

export const defaultTimeoutMs = 10_000

const mostOf = {
  apart: () => 200,
  'in-turn': (calls: number) => 200 + 10 * calls,
  workers: (calls: number) => 100 * calls,
} as const satisfies Record<NonNullable<Scenario['traffic']>, (calls: number) => number>

/** How many requests one of a scenario's servers records: far more than its calls need. */
export const mostRequests = ({ calls = 1, traffic = 'apart' }: Scenario): number => mostOf[traffic](calls)

/** Whether a scenario needs the client as a function of this process: only there are such bodies, and such chance. */
export const needsFunction = ({ random, body = 'json' }: Scenario): boolean =>
  random !== undefined || ['generator', 'readable'].includes(body)

/** Whether a scenario needs a client that outlives a call, can be cancelled or is given streams: a command is not. */
export const needsMoreThanCommand = (scenario: Scenario): boolean =>
  (scenario.traffic ?? 'apart') !== 'apart' ||
  scenario.cancel !== undefined ||
  scenario.body === 'stream' ||
  needsFunction(scenario)

/** One call for each of these statuses, one after the other on one client: the cheapest look at many of them. */
export const oneEach = (request: RequestId, statuses: readonly number[]): Scenario => ({
  request,
  script: statuses.map((status) => ({ status })),
  calls: statuses.length,
  traffic: 'in-turn',
})

/** Equal for equal scenarios, whatever the order of their fields. */
export function scenarioKey(scenario: Scenario): string {
  return JSON.stringify(scenario, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

function describeCancelling(cancel: Cancelling): string {
  if (cancel.from === 'start') return 'cancelled beforehand'
  const moment = `first ${cancel.from}`
  return cancel.first === undefined
    ? `cancelled ${cancel.afterMs / 1_000} s after the ${moment}`
    : `the first ${cancel.first} cancelled ${cancel.afterMs / 1_000} s after their ${moment}`
}

/** The scenario in words: `GET 429(RA=2) → 200`. */
export function describeScenario(scenario: Scenario): string {
  const {
    request,
    script,
    calls = 1,
    traffic,
    body,
    timeoutMs,
    deadlineMs,
    maxAttempts,
    cancel,
    random,
    watchAfterMs,
  } = scenario
  const { method, successStatus } = sampleRequest(request)
  // `ok` says 200 and means what the operation promises.
  const steps = script.map((step) => (step.status === 200 ? { ...step, status: successStatus } : step))
  const seconds = (ms: number) => `${ms / 1_000} s`
  const conditions = [
    body && body !== 'json' && `${body} body`,
    calls > 1 &&
      (traffic === 'workers' ? `${calls} workers` : `${calls} calls${traffic === 'in-turn' ? ' in turn' : ''}`),
    timeoutMs !== undefined && `timeout ${seconds(timeoutMs)}`,
    deadlineMs !== undefined && `deadline ${seconds(deadlineMs)}`,
    maxAttempts !== undefined && `${count(maxAttempts, 'attempt')} allowed`,
    cancel && describeCancelling(cancel),
    watchAfterMs !== undefined && `watched ${seconds(watchAfterMs)} longer`,
    random !== undefined && `random ${random.toFixed(2)}`,
  ].filter(Boolean)
  return [`${method} ${describeScript(steps)}`, ...conditions].join(', ')
}
