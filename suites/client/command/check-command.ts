import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ClientReport, chooseRules, judgeRuns, scenariosOf } from '../judge.ts'
import type { Profile } from '../profile.ts'
import { clientRules } from '../rules/index.ts'
import type { ScenarioRun } from '../run.ts'
import { needsFunction, type Scenario } from '../scenario.ts'
import { createChildren } from './child.ts'
import { type ClockChoice, chooseSpeed } from './choose-speed.ts'
import { type CommandRun, runCommand, speedOf } from './run-command.ts'
import { createSlots } from './slots.ts'

export interface CheckCommandOptions {
  readonly profile?: Profile
  /** Ids of the rules to judge by; default all. */
  readonly rules?: readonly string[]
  /** Default `auto`. */
  readonly clock?: ClockChoice
  /** Ends everything that still runs. */
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

export interface CommandReport extends ClientReport {
  /** How the command's clock was made faster, and how much. */
  readonly clock: { readonly by: string; readonly factor: number }
}

/** So many commands run side by side: they mostly sleep. */
const runningAtOnce = 16
/** So many may be starting, which is what costs. */
const startingAtOnce = 2

/**
 * Judges a client that is a command: one run of it is one logical call.
 * @throws Error when it cannot be started or sends nothing to the server that it is given
 */
export async function checkCommand(argv: readonly string[], options: CheckCommandOptions = {}): Promise<CommandReport> {
  const { profile = {}, rules: ids, clock = 'auto', signal, onProgress } = options
  const rules = chooseRules(clientRules, ids)
  const directory = await mkdtemp(join(tmpdir(), 'aion-retry-'))
  const children = createChildren()
  try {
    const base = { argv, children, directory, ...(signal && { signal }) }
    const speed = await chooseSpeed(clock, (scenario, tried) =>
      runCommand({ ...base, scenario, index: 0, speed: tried }),
    )
    const scenarios = scenariosOf(rules).filter((scenario) => !needsFunction(scenario))
    const jobs = scenarios.flatMap((scenario) =>
      Array.from({ length: scenario.calls ?? 1 }, (_, index) => ({ scenario, index })),
    )
    const running = createSlots(runningAtOnce)
    const starting = createSlots(startingAtOnce)
    let done = 0
    const finished = new Map<Scenario, CommandRun[]>(scenarios.map((scenario) => [scenario, []]))
    await Promise.all(
      jobs.map(async ({ scenario, index }) => {
        const leave = await running.enter()
        const onStarted = await starting.enter()
        signal?.throwIfAborted()
        finished.get(scenario)?.push(await runCommand({ ...base, scenario, index, speed, onStarted }))
        leave()
        done += 1
        onProgress?.(done, jobs.length)
      }),
    )
    const runs = scenarios.map(
      (scenario): ScenarioRun => ({
        scenario,
        clock: speedOf(scenario, speed).clock,
        calls: finished.get(scenario) ?? [],
      }),
    )
    return { ...judgeRuns(rules, runs, profile), clock: { by: speed.name, factor: speed.clock.factor } }
  } finally {
    children.release()
    await rm(directory, { recursive: true, force: true })
  }
}
