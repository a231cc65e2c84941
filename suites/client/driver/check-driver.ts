import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseById } from '../../rules/rule.ts'
import type { CheckCommandOptions } from '../command/check-command.ts'
import { createChildren } from '../command/child.ts'
import { judgeOutside, type OutsideClient, type OutsideReport } from '../command/judge-outside.ts'
import { createSlots } from '../command/slots.ts'
import { realSpeed, type Speed } from '../command/speed.ts'
import { trustEnv } from '../command/trust-env.ts'
import { scenariosOf } from '../judge.ts'
import { clientRules } from '../rules/index.ts'
import { answeredMs, type CallRun } from '../run.ts'
import { needsFunction, type Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { asideNames } from '../warm-up.ts'
import { type Driver, type Oddities, startDriver } from './driver.ts'
import type { Extra } from './protocol.ts'
import { runDriven } from './run-driven.ts'

/** So many calls run side by side: they mostly sleep. */
const callsAtOnce = 64
/** How long a driver may usually take to its first request. */
const usualStartMs = 20_000
const slow: Scenario = { request: 'listFiles', script: [{ ...ok, delayMs: 400 }] }

export interface CheckDriverOptions extends CheckCommandOptions {
  /** How long the driver may take to its first answer, in milliseconds of real time. Default 20,000. */
  readonly startMs?: number
}

function complaint(runs: readonly CallRun[], words: string, startMs: number): string {
  const sent = asideNames(runs)
  const instead = sent ? ` It sent ${sent} instead.` : ''
  const last = words === '' ? '' : ` Its last words: ${words}`
  return runs.every(({ outcome }) => outcome === null)
    ? `The driver answered no call within ${startMs / 1_000} s, and sent nothing of what it was asked for.${instead}${last}`
    : `The driver sent nothing of what it was asked for.${instead}${last}`
}

/** Whether two calls are under way at once: the second arrives while the first still waits for its answer. */
function areSideBySide(runs: readonly CallRun[]): boolean {
  const [a, b] = runs.map(({ attempts: [first] }) => first)
  if (!a || !b) return true // nothing to tell by
  const [early, late] = a.times.headMs <= b.times.headMs ? [a, b] : [b, a]
  const answered = answeredMs(early)
  return answered === null || late.times.headMs < answered
}

/** What of a scenario only some drivers can be asked for. */
function extraOf({ body, cancel }: Scenario): Extra | undefined {
  if (cancel?.from === 'start') return 'cancelled'
  return body === 'stream' ? 'stream' : undefined
}

const oddityNotes = (oddities: Oddities): string[] =>
  [...oddities].map(
    ([what, { count, line }]) => `The driver ${what} (${count} ${count === 1 ? 'time' : 'times'}), such as: ${line}`,
  )

/**
 * Judges a client behind a driver: a program that is started once for each clock, reads calls from its standard input and
 * prints what came of them, as `generated/protocol.schema.json` says.
 * @throws Error when it cannot be started, ends before it is told to, or sends nothing of what it is asked for
 */
export async function checkDriver(argv: readonly string[], options: CheckDriverOptions = {}): Promise<OutsideReport> {
  const { profile = {}, rules: ids, clock = 'auto', signal, onProgress, startMs = usualStartMs } = options
  const rules = chooseById(clientRules, ids)
  const directory = await mkdtemp(join(tmpdir(), 'aion-driver-'))
  const env = await trustEnv(directory, scenariosOf(rules))
  const children = createChildren()
  const drivers = new Map<Speed['name'], Driver>()
  const oddities: Oddities = new Map()
  const notes: string[] = []
  const counter = { done: 0, total: 0 }
  let slots = createSlots(callsAtOnce)

  function driverOn(speed: Speed): Driver {
    const known = drivers.get(speed.name)
    if (known) return known
    const driver = startDriver(argv, { children, speed, env, oddities })
    drivers.set(speed.name, driver)
    return driver
  }

  const complain = (runs: readonly CallRun[]) => complaint(runs, driverOn(realSpeed).lastWords(), startMs)
  const client: OutsideClient = {
    async run(scenario, speed, patienceMs) {
      signal?.throwIfAborted()
      counter.total += 1
      const run = await runDriven({
        scenario,
        driver: driverOn(speed),
        patienceMs,
        directory,
        enter: () => slots.enter(),
      })
      counter.done += 1
      onProgress?.(counter.done, counter.total)
      return run
    },
    canRun(scenario) {
      const extra = extraOf(scenario)
      return !needsFunction(scenario) && (extra === undefined || driverOn(realSpeed).takes(extra))
    },
    complaint: ({ calls }) => complain([...calls.values()]),
    notes: () => [...notes, ...oddityNotes(oddities)],
  }
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

  async function judge(): Promise<OutsideReport> {
    const both = await Promise.all([slow, { ...slow }].map((one) => client.run(one, realSpeed, startMs)))
    const runs = both.flatMap(({ calls }) => calls)
    if (runs.every(({ outcome, attempts }) => outcome === null && attempts.length === 0))
      throw new Error(complain(runs))
    if (!areSideBySide(runs)) {
      slots = createSlots(1)
      notes.push('The driver makes one call after another. Calls have to run side by side; judging took long for it.')
    }
    return judgeOutside(client, { rules, profile, clock })
  }

  try {
    return await (signal ? Promise.race([judge(), stopped]) : judge())
  } finally {
    await Promise.all([...drivers.values()].map((driver) => driver.end()))
    children.release()
    await rm(directory, { recursive: true, force: true })
  }
}
