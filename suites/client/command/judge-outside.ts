import { type ClientReport, judgeRuns, scenariosOf, unclearRuns } from '../judge.ts'
import { type Lateness, watchLateness } from '../noise/lateness.ts'
import { type CallCost, measuredClock, readCallCost } from '../noise/measured-clock.ts'
import type { Profile } from '../profile.ts'
import type { ClientRule } from '../rule.ts'
import { hasEnded, type ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { readWarmUp, requestsSent, type WarmUp, warmUpScenarios } from '../warm-up.ts'
import { type ClockChoice, chooseSpeed } from './choose-speed.ts'
import { patienceOf, type RunScenario, runAll } from './first-runs.ts'
import { completeHalves, runHalf } from './middle.ts'
import { paced, paceOf } from './pace.ts'
import { firstCallOf, sharedRuns } from './shared-runs.ts'
import { createSlots } from './slots.ts'
import { realSpeed, type Speed } from './speed.ts'

/** A client in a process of its own: a command, or a driver. */
export interface OutsideClient {
  /**
   * Runs all calls of a scenario; gives up what has not ended after `patienceMs` of real time. Tells when the first of
   * them begins, before which they may have waited for their turn.
   */
  run(scenario: Scenario, speed: Speed, patienceMs: number, onBegin: () => void): Promise<ScenarioRun>
  /** Whether this kind of client can be asked for it. */
  canRun(scenario: Scenario): boolean
  /** Each call costs a start of its own: none is made that cannot change a verdict. */
  readonly isCostly?: true
  /** Why it is no client, when none of the warm-up calls sent a request. */
  complaint(warmUp: WarmUp): string
  /** What the reader of the report should know of how it behaved, a sentence each. */
  notes(): readonly string[]
}

export interface OutsideReport extends ClientReport {
  /** How the client's clock was made faster, and how much. */
  readonly clock: { readonly by: string; readonly factor: number }
}

/**
 * How often what could not be told is looked at again, and how many scenarios are then run side by side: all, few, and one
 * with nothing else of ours beside it. Where each call costs a start, less often.
 */
const allCrowds = [Number.POSITIVE_INFINITY, 8, 1, 1, 1, 1, 1]
const costlyRepeats = 3
/** Nothing is looked at again later than so long after the first. */
const longestRepeatsMs = 180_000
/** So many calls in which nothing fails, one after the other, tell what calls cost on a machine that has little else to do. */
const plainCalls = 5
/** What takes longer on the client's clock is not repeated on the real one. */
const longestRepeatMs = 12_000

interface Judging {
  readonly rules: readonly ClientRule[]
  readonly profile: Profile
  readonly clock: ClockChoice
}

/** Runs scenarios, and says of each run what its clock was good for on this machine at that time. */
function createMeasuredRuns(client: OutsideClient, lateness: Lateness) {
  let cost: CallCost = { usualMs: 0, spreadMs: 0 }
  const run: RunScenario = async (scenario, speed, patienceMs) => {
    const askedMs = performance.now()
    let fromMs: number | undefined
    const made = await client.run(scenario, speed, patienceMs, () => {
      fromMs ??= performance.now()
    })
    // The bench may be late at either end of a wait.
    const lateMs = 2 * lateness.worstSince(fromMs ?? askedMs) + (made.keptMs ?? 0)
    return { ...made, clock: measuredClock(made.clock, cost, lateMs) }
  }
  return {
    run,
    /** Takes what calls cost from runs in which nothing failed. */
    learn(warmUps: readonly ScenarioRun[]) {
      cost = readCallCost(warmUps)
    },
  }
}

/**
 * Judges a client outside this process. Short waits are watched on the real clock, long ones on one that runs faster, and
 * so is whatever had not ended in real time. What cannot be told by then is run again.
 * @throws Error when it sends nothing that it is asked for
 */
export async function judgeOutside(client: OutsideClient, judging: Judging): Promise<OutsideReport> {
  const lateness = watchLateness()
  try {
    return await judge(client, judging, lateness)
  } finally {
    lateness.end()
  }
}

async function judge(client: OutsideClient, { rules, profile, clock }: Judging, lateness: Lateness) {
  const scenarios = scenariosOf(rules).filter((scenario) => client.canRun(scenario))
  const { run, learn } = createMeasuredRuns(client, lateness)
  const warmUps = await Promise.all(warmUpScenarios(scenarios).map((one) => run(one, realSpeed, patienceOf(one))))
  const warmUp = readWarmUp(warmUps)
  learn(warmUps)
  const sent = requestsSent(warmUp)
  const [request] = sent
  if (request === undefined) throw new Error(client.complaint(warmUp))
  const relearn = async () => {
    const plain: ScenarioRun[] = []
    const [one] = warmUpScenarios([{ request, script: [] }])
    while (one && plain.length < plainCalls) plain.push(await run(one, realSpeed, patienceOf(one)))
    learn(plain)
  }
  const { isCostly = false } = client
  // Its first calls tell what a program loads, and what they cost each other.
  if (!isCostly) await relearn()
  const callsOf = async (scenario: Scenario, speed: Speed) => (await run(scenario, speed, patienceOf(scenario))).calls
  const choosing = chooseSpeed(clock, request, callsOf)
  // What it cannot make is known: no need to ask again.
  const asked = scenarios.filter((scenario) => sent.includes(scenario.request))
  const silent = scenarios
    .filter((scenario) => !sent.includes(scenario.request))
    .map((scenario): ScenarioRun => {
      const call = warmUp.calls.get(scenario.request)
      return { scenario, clock: realSpeed.clock, calls: call ? [call] : [] }
    })
  const shared = sharedRuns(asked)
  const own = asked.filter((scenario) => !shared.has(scenario))
  const first = await runAll(own, { choosing, run: isCostly ? runHalf(run) : run, clock, isCostly })
  const speed = await choosing
  const made = await completeHalves(first, { rules, profile }, speed, run)
  const taken = [...shared].flatMap(([scenario, other]) => {
    const found = made.find((one) => one.scenario === other)
    return found ? [firstCallOf(found, scenario)] : []
  })
  const repeating = isCostly
    ? { rules, profile, speed, run, crowds: allCrowds.slice(0, costlyRepeats), relearn: async () => {} }
    : { rules, profile, speed, run, crowds: allCrowds, relearn }
  const runs = await repeatUnclear([...silent, ...made, ...taken], repeating)
  const report = judgeRuns(rules, runs, profile, [...warmUp.notes, ...client.notes()])
  return { ...report, clock: { by: speed.name, factor: speed.clock.factor } }
}

/** How long the longest call of a run took from its first request on, on the client's clock: a start is never sped up. */
const spanMs = ({ calls }: ScenarioRun) =>
  Math.max(
    ...calls.map(
      ({ watchedMs, startedMs, attempts: [first] }) => watchedMs - (first ? first.times.headMs - startedMs : 0),
    ),
  )

interface Repeating extends Omit<Judging, 'clock'> {
  readonly speed: Speed
  readonly run: RunScenario
  readonly crowds: readonly number[]
  /** Learns anew what calls cost. */
  relearn(): Promise<void>
}

/**
 * Looks again at what could not be told: it may have been bad luck on a busy machine, or hang on less than its noise. On
 * the real clock, if the calls are short enough, where noise counts for least; more and more alone, for what runs beside it
 * makes it late, too. What has failed has failed.
 */
async function repeatUnclear(
  made: readonly ScenarioRun[],
  { rules, profile, speed, run, crowds, relearn }: Repeating,
): Promise<readonly ScenarioRun[]> {
  let runs = made
  const untilMs = performance.now() + longestRepeatsMs
  for (const [repeat, crowd] of crowds.entries()) {
    const unclear = unclearRuns(rules, judgeRuns(rules, runs, profile)).filter(
      // What does not end twice does not end.
      (one) => repeat === 0 || hasEnded(one),
    )
    if (unclear.length === 0) break
    if (repeat > 0) await relearn()
    const places = createSlots(Math.min(crowd, unclear.length))
    const again = unclear.map(async (one) => {
      const leave = await places.enter()
      const isShort = one.clock.factor === 1 || (hasEnded(one) && spanMs(one) <= longestRepeatMs)
      // Most of what made it late is over.
      const isCalm = repeat === 0 && one.clock.factor > 1 && paceOf(one.scenario) === 'careful'
      const on = isShort && !isCalm ? realSpeed : paced(speed, one.scenario)
      try {
        return performance.now() < untilMs ? [await run(one.scenario, on, patienceOf(one.scenario))] : []
      } finally {
        leave()
      }
    })
    runs = [...runs, ...(await Promise.all(again)).flat()]
  }
  return runs
}
