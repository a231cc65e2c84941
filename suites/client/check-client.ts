import { chooseById } from '../rules/rule.ts'
import { watchLeftBehind } from './in-process/left-behind.ts'
import { runBehindMsw } from './in-process/run-behind-msw.ts'
import { type ClientUnderTest, runVirtual, type VirtualOptions } from './in-process/run-virtual.ts'
import { canRunHere, trustScripts } from './in-process/trust-here.ts'
import { takeOverTime } from './in-process/virtual-time.ts'
import { waitsElsewhere } from './in-process/waits-elsewhere.ts'
import { type ClientReport, judgeRuns, scenariosOf } from './judge.ts'
import type { Profile } from './profile.ts'
import { clientRules } from './rules/index.ts'
import type { ScenarioRun } from './run.ts'
import type { Scenario } from './scenario.ts'
import { type BehindMsw, canServeBehindMsw } from './script/behind-msw.ts'
import { readWarmUp, requestsSent, warmUpScenarios } from './warm-up.ts'

export type { ClientUnderTest }

export interface CheckOptions {
  /** What the client says of itself; what it leaves open is inferred from what it does. */
  readonly profile?: Profile
  /** Ids of the rules to judge by; default all. */
  readonly rules?: readonly string[]
  /** For a client that exists only behind MSW: scripts are served by its set-up. Default: a server of our own. */
  readonly msw?: BehindMsw
}

/**
 * Judges a client that is a function of this process. Waits cost nothing: the process's timers are taken over while it
 * runs, so nothing else that needs them should run beside it.
 * @throws TypeError when a rule's id is unknown
 * @throws Error when the client sends nothing that it is asked for, or waits on a clock that cannot be taken over; when the
 *   bench itself fails
 */
export async function checkClient(
  client: ClientUnderTest,
  { profile = {}, rules: ids, msw }: CheckOptions = {},
): Promise<ClientReport> {
  const rules = chooseById(clientRules, ids)
  const realNow = performance.now.bind(performance)
  const scenarios = scenariosOf(rules).filter(msw ? canServeBehindMsw : canRunHere)
  let distrust: (() => void) | undefined
  const virtual = takeOverTime((error) => left.add(error))
  const left = watchLeftBehind()
  const closings: (() => Promise<void>)[] = []
  try {
    const options = {
      ...(msw && (await behind(msw))),
      leave: (close: () => Promise<void>) => void closings.push(close),
    }
    // Before the clock jumps: a certificate is of its time.
    distrust = await trustScripts(scenarios)
    const throwIfRefused = () => {
      const refusal = virtual.refusal()
      if (refusal !== undefined) throw new Error(refusal)
    }
    const run = async (scenario: Scenario) => {
      const made = await (msw ? runBehindMsw : runVirtual)(scenario, client, virtual, options)
      throwIfRefused()
      return made
    }
    // What a client loads with its first calls must not count as a wait, either.
    const warmUp = readWarmUp(await inTurn(warmUpScenarios(scenariosOf(rules)), run))
    const [request] = requestsSent(warmUp)
    if (request === undefined)
      throw new Error(
        `The client never sent what it was asked for: there is no request to judge. ${warmUp.notes.join(' ')}`,
      )
    const isElsewhere = await waitsElsewhere(client, request, virtual, options, realNow)
    throwIfRefused()
    if (isElsewhere)
      throw new Error(
        'The client waits on a clock that cannot be taken over: after 429(RA=1) or 503 it came back in real time. Judge it as a command: aion-contract retry -- COMMAND',
      )
    const runs = await inTurn(scenarios, run)
    return judgeRuns(rules, runs, profile, [...warmUp.notes, ...left.notes()])
  } finally {
    virtual.end()
    distrust?.()
    await Promise.all(closings.map((close) => close()))
    left.end()
  }
}

async function inTurn(
  scenarios: readonly Scenario[],
  run: (scenario: Scenario) => Promise<ScenarioRun>,
): Promise<ScenarioRun[]> {
  const runs: ScenarioRun[] = []
  for (const scenario of scenarios) runs.push(await run(scenario))
  return runs
}

/** Loaded when asked for: most users of this module have no MSW. */
async function behind(msw: BehindMsw): Promise<VirtualOptions> {
  const { startMswScript } = await import('./script/msw-server.ts')
  return { start: (script) => startMswScript(msw, script) }
}
