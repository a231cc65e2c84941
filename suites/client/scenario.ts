import { type RequestId, sampleRequest } from './requests.ts'
import { describeScript, type Script } from './script/step.ts'

/** One logical call (or several alike) against one script. Rules with equal scenarios share the run. */
export interface Scenario {
  readonly request: RequestId
  readonly script: Script
  /** How many logical calls, each with a server of its own. Default 1. */
  readonly calls?: number
  /** The timeout that the client is told, for each attempt. Default 10 s. */
  readonly timeoutMs?: number
  /**
   * How long the bench watches, in the client's time, before it says "still waiting". Default: what the clock can
   * afford.
   */
  readonly patienceMs?: number
  /** Takes so long that it is run on a sped-up clock where there is one; the noise of such a clock must not matter. */
  readonly isLong?: boolean
}

export const defaultTimeoutMs = 10_000

/** Equal for equal scenarios, whatever the order of their fields. */
export function scenarioKey(scenario: Scenario): string {
  return JSON.stringify(scenario, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/** The scenario in words: `GET 429(RA=2) → 200`. */
export function describeScenario({ request, script, calls = 1 }: Scenario): string {
  const { method } = sampleRequest(request)
  return `${method} ${describeScript(script)}${calls === 1 ? '' : `, ${calls} calls`}`
}
