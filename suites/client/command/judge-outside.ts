import { type ClientReport, judgeRuns, scenariosOf, unclearScenarios } from '../judge.ts'
import type { Profile } from '../profile.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun, ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { readWarmUp, requestsSent, type WarmUp, warmUpScenarios } from '../warm-up.ts'
import { type ClockChoice, chooseSpeed } from './choose-speed.ts'
import { realSpeed, type Speed } from './speed.ts'

/** A client in a process of its own: a command, or a driver. */
export interface OutsideClient {
  /** Runs all calls of a scenario; gives up what has not ended after `patienceMs` of real time. */
  run(scenario: Scenario, speed: Speed, patienceMs: number): Promise<ScenarioRun>
  /** Whether this kind of client can be asked for it. */
  canRun(scenario: Scenario): boolean
  /** Why it is no client, when none of the warm-up calls sent a request. */
  complaint(warmUp: WarmUp): string
  /** What the reader of the report should know of how it behaved, a sentence each. */
  notes(): readonly string[]
}

export interface OutsideReport extends ClientReport {
  /** How the client's clock was made faster, and how much. */
  readonly clock: { readonly by: string; readonly factor: number }
}

/** How long a client is watched, in real time. */
const usualPatienceMs = 30_000
/** How long at first, where a clock that runs faster may see the end later. */
const firstPatienceMs = 12_000

const patienceOf = ({ commandPatienceMs = usualPatienceMs }: Scenario) => commandPatienceMs
const isUnfinished = ({ calls }: ScenarioRun) => calls.some(({ outcome }) => outcome === null)

interface Judging {
  readonly rules: readonly ClientRule[]
  readonly profile: Profile
  readonly clock: ClockChoice
}

/**
 * Judges a client outside this process. Short waits are watched on the real clock, long ones on one that runs faster, and
 * so is whatever had not ended in real time.
 * @throws Error when it sends nothing that it is asked for
 */
export async function judgeOutside(client: OutsideClient, { rules, profile, clock }: Judging): Promise<OutsideReport> {
  const scenarios = scenariosOf(rules).filter((scenario) => client.canRun(scenario))
  const runAll = (some: readonly Scenario[], speed: Speed, patience = patienceOf) =>
    Promise.all(some.map((scenario) => client.run(scenario, speed, patience(scenario))))
  const warmUp = readWarmUp(await runAll(warmUpScenarios(scenarios), realSpeed))
  const sent = requestsSent(warmUp)
  const [request] = sent
  if (request === undefined) throw new Error(client.complaint(warmUp))
  // What it cannot make is known: no need to ask again.
  const known = scenarios.filter((scenario) => !sent.includes(scenario.request))
  const asked = scenarios.filter((scenario) => sent.includes(scenario.request))

  const once = async (scenario: Scenario, speed: Speed): Promise<CallRun> => {
    const { calls } = await client.run(scenario, speed, patienceOf(scenario))
    if (!calls[0]) throw new Error('A scenario has at least one call')
    return calls[0]
  }
  const choosing = chooseSpeed(clock, request, once)
  const atFirst = (scenario: Scenario) =>
    clock === 'real' ? patienceOf(scenario) : Math.min(firstPatienceMs, patienceOf(scenario))
  const [short, speed, long] = await Promise.all([
    runAll(
      asked.filter(({ isLong }) => !isLong),
      realSpeed,
      atFirst,
    ),
    choosing,
    choosing.then((fast) =>
      runAll(
        asked.filter(({ isLong }) => isLong),
        fast,
      ),
    ),
  ])
  const isWorthwhile = (run: ScenarioRun) =>
    isUnfinished(run) && (speed !== realSpeed || atFirst(run.scenario) < patienceOf(run.scenario))
  const longer = await runAll(
    short.filter(isWorthwhile).map(({ scenario }) => scenario),
    speed,
  )
  const silent = known.map((scenario): ScenarioRun => {
    const call = warmUp.calls.get(scenario.request)
    return { scenario, clock: realSpeed.clock, calls: call ? [call] : [] }
  })
  const runs = [...silent, ...short.filter((run) => !isWorthwhile(run)), ...longer, ...long]
  // What could not be told may have been bad luck on a busy machine: one more look. What failed has failed.
  const unclear = new Set(unclearScenarios(rules, judgeRuns(rules, runs, profile)))
  const again = await Promise.all(
    runs.map((run) => {
      const ran = run.clock.factor > 1 ? speed : realSpeed
      return unclear.has(run.scenario) ? client.run(run.scenario, ran, patienceOf(run.scenario)) : run
    }),
  )
  const report = judgeRuns(rules, again, profile, [...warmUp.notes, ...client.notes()])
  return { ...report, clock: { by: speed.name, factor: speed.clock.factor } }
}
