import type { Scenario } from '../scenario.ts'
import type { Step } from '../script/step.ts'
import type { Speed } from './speed.ts'

/** How fast the clock of a client may run in a scenario: `careful` where it is long and its rules look closely. */
export type Pace = 'real' | 'careful' | 'fast' | 'minutes'

/** At most so much faster, where it may be told apart what is tens of milliseconds off. */
const carefulFactor = 4
/** And where a client is told a timeout that is not much longer than that. */
const timedFactor = 3
const shortTimeoutMs = 1_000
/** So many times as fast as usual, where nothing less than seconds matters. */
const minutesTimes = 5
/** What takes longer than this in real time is run carefully. */
const longestRealSeconds = 3
/** The waits of a client that tries four times. */
const outageSeconds = 5

const isOutage = ({ status = 599, times, body, transport }: Step): boolean =>
  times === '*' && (status >= 500 || status === 429 || body !== undefined || transport !== undefined)

/** The first wait of a client that nobody asked to wait. */
const backoffSeconds = 0.75

const isFailure = ({ status = 599, transport }: Step): boolean =>
  status >= 500 || status === 429 || transport !== undefined

/** For how long a client waits after a step: as long as it is asked to, as far as anybody waits, else a backoff. */
function waitSeconds(step: Step): number {
  const { retryAfter, retryAfterDate, times = 1 } = step
  const asked = retryAfterDate ?? (typeof retryAfter === 'number' ? retryAfter : undefined)
  // An outage is counted as a whole.
  const one = asked ?? (isFailure(step) && times !== '*' ? backoffSeconds : 0)
  return Math.min(60, Math.max(0, one)) * (times === '*' ? 3 : times)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** About how long a client that tries four times and keeps every wait takes, on its own clock. */
export function lengthSeconds(scenario: Scenario): number {
  const { script, calls = 1, traffic = 'apart', timeoutMs = 0, deadlineMs, cancel, patienceMs = 0 } = scenario
  if (traffic === 'workers') return patienceMs / 1_000
  if (cancel) return cancel.from === 'start' ? 0 : (calls * cancel.afterMs) / 1_000
  const stalls = script.some(({ stream, transport }) => stream === 'stalls' || transport !== undefined)
  const one = sum([
    ...script.map((step) => waitSeconds(step) + (step.delayMs ?? 0) / 1_000),
    stalls ? timeoutMs / 1_000 : 0,
    script.some(isOutage) ? outageSeconds * (traffic === 'in-turn' ? calls : 1) : 0,
  ])
  return deadlineMs === undefined ? one : Math.min(one, deadlineMs / 1_000)
}

/** The pace of a scenario. */
export function paceOf(scenario: Scenario): Pace {
  if (scenario.isLong) return scenario.isLong === 'minutes' ? 'minutes' : 'fast'
  return lengthSeconds(scenario) > longestRealSeconds ? 'careful' : 'real'
}

/** The clock on which a scenario is run, given the one that was found to take effect. */
export function paced(speed: Speed, scenario: Scenario): Speed {
  const { factor } = speed.clock
  const pace = paceOf(scenario)
  const isTimed = (scenario.timeoutMs ?? Number.POSITIVE_INFINITY) <= shortTimeoutMs
  if (pace === 'careful') return speed.at(Math.min(isTimed ? timedFactor : carefulFactor, factor))
  return pace === 'minutes' ? speed.at(minutesTimes * factor) : speed
}
