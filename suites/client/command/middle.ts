import { judgeRuns } from '../judge.ts'
import type { Profile } from '../profile.ts'
import type { ClientRule } from '../rule.ts'
import type { ScenarioRun } from '../run.ts'
import { describeScenario, type Scenario, scenarioKey } from '../scenario.ts'
import { patienceOf, type RunScenario } from './first-runs.ts'
import { paced } from './pace.ts'
import { realSpeed, type Speed } from './speed.ts'

interface JudgedBy {
  readonly rules: readonly ClientRule[]
  readonly profile: Profile
}

/** More than half of a scenario's calls: where they agree, so does the middle of all. */
export const moreThanHalf = ({ calls = 1 }: Scenario): number => Math.floor(calls / 2) + 1

/** Whether each call of a run, taken alone, passes all rules that look at it: then its middle does, whatever else came. */
export function isSettled(run: ScenarioRun, runs: readonly ScenarioRun[], { rules, profile }: JudgedBy): boolean {
  const key = scenarioKey(run.scenario)
  const concerned = rules.filter(({ scenarios }) => scenarios.some((one) => scenarioKey(one) === key))
  const name = describeScenario(run.scenario)
  return run.calls.every((call) => {
    const alone = runs.map((one) => (one === run ? { ...run, calls: [call] } : one))
    const findings = judgeRuns(concerned, alone, profile).verdicts.flatMap((verdict) => verdict.findings)
    return findings.every(({ scenario, verdict }) => scenario !== name || verdict === 'pass')
  })
}

/** A run and more calls of its scenario. */
export const withMore = (run: ScenarioRun, more: ScenarioRun): ScenarioRun => ({
  ...run,
  clock: run.clock.doubtMs > more.clock.doubtMs ? run.clock : more.clock,
  calls: [...run.calls, ...more.calls],
})

/** Runs more than half of the calls of what is judged by their middle. */
export const runHalf =
  (run: RunScenario): RunScenario =>
  async (scenario, speed, patienceMs) => {
    const calls = scenario.judgedByMiddle ? moreThanHalf(scenario) : (scenario.calls ?? 1)
    return { ...(await run({ ...scenario, calls }, speed, patienceMs)), scenario }
  }

/** Makes the calls that were left out where they can change what a rule says. */
export async function completeHalves(
  runs: readonly ScenarioRun[],
  judging: JudgedBy,
  speed: Speed,
  run: RunScenario,
): Promise<ScenarioRun[]> {
  const completed = runs.map(async (one) => {
    const missing = one.scenario.judgedByMiddle ? (one.scenario.calls ?? 1) - one.calls.length : 0
    if (missing <= 0 || isSettled(one, runs, judging)) return one
    const on = one.clock.factor === 1 ? realSpeed : paced(speed, one.scenario)
    return withMore(one, await run({ ...one.scenario, calls: missing }, on, patienceOf(one.scenario)))
  })
  return Promise.all(completed)
}
