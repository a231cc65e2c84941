import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseById } from '../../rules/rule.ts'
import { type ClientReport, judgeRuns, scenariosOf, unclearScenarios } from '../judge.ts'
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
  const rules = chooseById(clientRules, ids)
  const directory = await mkdtemp(join(tmpdir(), 'aion-retry-'))
  const children = createChildren()
  try {
    const base = { argv, children, directory, ...(signal && { signal }) }
    const speed = await chooseSpeed(clock, (scenario, tried) =>
      runCommand({ ...base, scenario, index: 0, speed: tried }),
    )
    const scenarios = scenariosOf(rules).filter((scenario) => !needsFunction(scenario))
    const running = createSlots(runningAtOnce)
    const starting = createSlots(startingAtOnce)
    const counter = { done: 0, total: 0 }

    async function runOne(scenario: Scenario, index: number): Promise<CommandRun> {
      const leave = await running.enter()
      const onStarted = await starting.enter()
      try {
        signal?.throwIfAborted()
        return await runCommand({ ...base, scenario, index, speed, onStarted })
      } finally {
        onStarted()
        leave()
        counter.done += 1
        onProgress?.(counter.done, counter.total)
      }
    }

    async function runAll(some: readonly Scenario[]): Promise<ScenarioRun[]> {
      counter.total += some.reduce((sum, { calls = 1 }) => sum + calls, 0)
      return Promise.all(
        some.map(async (scenario): Promise<ScenarioRun> => {
          const indexes = Array.from({ length: scenario.calls ?? 1 }, (_, index) => index)
          const calls = await Promise.all(indexes.map((index) => runOne(scenario, index)))
          return { scenario, clock: speedOf(scenario, speed).clock, calls }
        }),
      )
    }

    const runs = await runAll(scenarios)
    // What could not be told may have been bad luck on a busy machine: one more look. What failed has failed.
    const unclear = unclearScenarios(rules, judgeRuns(rules, runs, profile))
    const second = await runAll(unclear)
    const final = [...runs.filter(({ scenario }) => !unclear.includes(scenario)), ...second]
    return { ...judgeRuns(rules, final, profile), clock: { by: speed.name, factor: speed.clock.factor } }
  } finally {
    children.release()
    await rm(directory, { recursive: true, force: true })
  }
}
