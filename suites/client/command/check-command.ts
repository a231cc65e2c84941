import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseById } from '../../rules/rule.ts'
import { scenariosOf } from '../judge.ts'
import { calmCalls } from '../noise/calm.ts'
import type { Profile } from '../profile.ts'
import { clientRules } from '../rules/index.ts'
import { needsMoreThanCommand } from '../scenario.ts'
import { type Children, createChildren } from './child.ts'
import type { ClockChoice } from './choose-speed.ts'
import { complaint, endingNotes } from './complaint.ts'
import { judgeOutside, type OutsideClient, type OutsideReport } from './judge-outside.ts'
import { type CommandJob, type CommandRun, runCommand } from './run-command.ts'
import { createSlots } from './slots.ts'
import { trustEnv } from './trust-env.ts'

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

/** So many commands run side by side, where there is memory for them: they mostly sleep. */
const mostAtOnce = 128
const leastAtOnce = 8
/** What a runtime takes, with some to spare. */
const commandBytes = 150_000_000
/** So many may be starting, which is what costs: one for each processor, and one for while they wait. */
const startingAtOnce = availableParallelism() + 1

/**
 * Judges a client that is a command: one run of it is one logical call.
 * @throws Error when it cannot be started or sends nothing to the server that it is given
 */
export async function checkCommand(
  argv: readonly string[],
  options: CheckCommandOptions = {},
  children: Children = createChildren(),
): Promise<OutsideReport> {
  const { profile = {}, rules: ids, clock = 'auto', signal, onProgress } = options
  const rules = chooseById(clientRules, ids)
  const directory = await mkdtemp(join(tmpdir(), 'aion-retry-'))
  const trust = await trustEnv(directory, scenariosOf(rules))
  const running = createSlots(Math.max(leastAtOnce, Math.min(mostAtOnce, Math.floor(freemem() / commandBytes))))
  const starting = createSlots(startingAtOnce)
  const counter = { done: 0, total: 0 }
  const made: CommandRun[] = []

  async function runOne(
    call: Pick<CommandJob, 'scenario' | 'index' | 'speed' | 'patienceMs'>,
    onBegin: () => void,
  ): Promise<CommandRun> {
    const leave = await running.enter()
    const onStarted = await starting.enter()
    onBegin()
    try {
      const run = await runCommand({ argv, children, directory, trust, ...call, onStarted, ...(signal && { signal }) })
      made.push(run)
      return run
    } finally {
      onStarted()
      leave()
      counter.done += 1
      onProgress?.(counter.done, counter.total)
    }
  }

  const client: OutsideClient = {
    async run(scenario, speed, patienceMs, onBegin) {
      const indexes = Array.from({ length: scenario.calls ?? 1 }, (_, index) => index)
      counter.total += indexes.length
      const calls = await Promise.all(indexes.map((index) => runOne({ scenario, index, speed, patienceMs }, onBegin)))
      return {
        scenario,
        clock: speed.clock,
        calls,
        keptMs: Math.max(...calmCalls(calls).map(({ keptMs = 0 }) => keptMs)),
      }
    },
    isCostly: true,
    canRun: (scenario) => !needsMoreThanCommand(scenario),
    complaint: () => (made[0] ? complaint(made[0]) : 'The command was never run'),
    notes: () => endingNotes(made),
  }
  try {
    return await judgeOutside(client, { rules, profile, clock })
  } finally {
    children.release()
    await rm(directory, { recursive: true, force: true })
  }
}
