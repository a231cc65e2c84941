import { hasEnded, type ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import type { ClockChoice } from './choose-speed.ts'
import { lengthSeconds, paced, paceOf } from './pace.ts'
import { realSpeed, type Speed } from './speed.ts'

/** How long a client is watched, in real time. */
const usualPatienceMs = 30_000
/** How long at first, where a clock that runs faster may see the end later. */
const firstPatienceMs = 12_000

/** How long the calls of a scenario are watched, in real time. */
export const patienceOf = ({ commandPatienceMs = usualPatienceMs }: Scenario): number => commandPatienceMs

/** Runs all calls of a scenario on a clock; gives up what has not ended after `patienceMs` of real time. */
export type RunScenario = (scenario: Scenario, speed: Speed, patienceMs: number) => Promise<ScenarioRun>

/** How scenarios are run for the first time. */
export interface FirstRuns {
  readonly choosing: Promise<Speed>
  readonly run: RunScenario
  readonly clock: ClockChoice
  readonly isCostly: boolean
}

/** Runs each scenario on the clock that shows it best. */
export async function runAll(
  scenarios: readonly Scenario[],
  { choosing, run, clock, isCostly }: FirstRuns,
): Promise<ScenarioRun[]> {
  const atFirst = (scenario: Scenario) =>
    clock === 'real' ? patienceOf(scenario) : Math.min(firstPatienceMs, patienceOf(scenario))
  const onFaster = async (scenario: Scenario) => run(scenario, paced(await choosing, scenario), patienceOf(scenario))
  const onSlower = async (scenario: Scenario, speed: Speed) => {
    const made = await run(scenario, speed, atFirst(scenario))
    if (hasEnded(made)) return made
    const fastest = await choosing
    const isWorthMore = fastest.clock.factor > speed.clock.factor || atFirst(scenario) < patienceOf(scenario)
    return isWorthMore ? run(scenario, fastest, patienceOf(scenario)) : made
  }
  const runOne = async (scenario: Scenario) => {
    const pace = paceOf(scenario)
    if (pace === 'fast' || pace === 'minutes') return onFaster(scenario)
    // Where starts take the time, seconds of waiting cost nothing, if they begin first.
    if (isCostly && lengthSeconds(scenario) < 1) await choosing
    return onSlower(scenario, pace === 'careful' && !isCostly ? paced(await choosing, scenario) : realSpeed)
  }
  // The longest first: the others are done while it waits.
  const inOrder = scenarios.toSorted((a, b) => lengthSeconds(b) - lengthSeconds(a))
  return Promise.all(inOrder.map(runOne))
}
