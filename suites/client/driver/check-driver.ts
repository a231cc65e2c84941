import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseById } from '../../rules/rule.ts'
import type { CheckCommandOptions } from '../command/check-command.ts'
import { type Children, createChildren } from '../command/child.ts'
import { judgeOutside, type OutsideClient, type OutsideReport } from '../command/judge-outside.ts'
import type { Patience } from '../command/patience.ts'
import { createSlots } from '../command/slots.ts'
import { realSpeed, type Speed } from '../command/speed.ts'
import { trustEnv } from '../command/trust-env.ts'
import { scenariosOf } from '../judge.ts'
import { clientRules } from '../rules/index.ts'
import type { CallRun } from '../run.ts'
import { needsFunction, type Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { asideNames } from '../warm-up.ts'
import { type Driver, type Oddities, startDriver } from './driver.ts'
import type { Extra } from './protocol.ts'
import { runDriven } from './run-driven.ts'
import { firstTwo, tellSideBySide } from './side-by-side.ts'
import { createTurns } from './turns.ts'

/** So many calls run side by side: they mostly sleep. */
const callsAtOnce = 128
/** How long each further call may take to its first request, however busy the machine is. */
const callStartMs = 20_000
/** What has begun all at once keeps a driver from its other calls: the next begins when one of so many has sent its request. */
const beginningAtOnce = 4
/** How long a driver may usually take to its first request. */
const usualStartMs = 60_000
/** A call like any other. */
const plain: Scenario = { request: 'listFiles', script: [ok], watchAfterMs: 0 }

export interface CheckDriverOptions extends CheckCommandOptions {
  /** How long the driver may take to its first answer, in milliseconds of real time. Default 60,000: some compile first. */
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
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the steps of one check, in their order
export async function checkDriver(
  argv: readonly string[],
  options: CheckDriverOptions = {},
  children: Children = createChildren(),
): Promise<OutsideReport> {
  const { profile = {}, rules: ids, clock = 'auto', signal, onProgress, startMs = usualStartMs } = options
  const rules = chooseById(clientRules, ids)
  const directory = await mkdtemp(join(tmpdir(), 'aion-driver-'))
  const env = await trustEnv(directory, scenariosOf(rules))
  const drivers = new Map<string, Driver>()
  const turns = createTurns()
  const oddities: Oddities = new Map()
  const notes: string[] = []
  const counter = { done: 0, total: 0 }
  let slots = createSlots(callsAtOnce)
  const beginning = createSlots(beginningAtOnce)

  function driverOn(speed: Speed): Driver {
    const name = `${speed.name} ${speed.clock.factor}`
    const known = drivers.get(name)
    if (known) return known
    const driver = startDriver(argv, { children, speed, env, oddities })
    drivers.set(name, driver)
    return driver
  }

  async function runOn(driver: Driver, scenario: Scenario, patience: Patience, onBegin = () => {}) {
    await turns.next()
    signal?.throwIfAborted()
    return runDriven({
      scenario,
      driver,
      patience,
      directory,
      enter: () => slots.enter(),
      begin: beginning.enter,
      onBegin,
    })
  }

  const warmDrivers = new Map<Driver, Promise<unknown>>()
  /** What a program loads with its first call must not count as its client's wait. */
  async function warmDriverOn(speed: Speed): Promise<Driver> {
    const driver = driverOn(speed)
    const warm = warmDrivers.get(driver) ?? runOn(driver, plain, { patienceMs: startMs, startMs: 0 })
    warmDrivers.set(driver, warm)
    await warm
    return driver
  }

  const complain = (runs: readonly CallRun[]) => complaint(runs, driverOn(realSpeed).lastWords(), startMs)
  const client: OutsideClient = {
    async run(scenario, speed, patienceMs, onBegin) {
      counter.total += 1
      const run = await runOn(await warmDriverOn(speed), scenario, { patienceMs, startMs: callStartMs }, onBegin)
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
    const held = (driver: Driver, scenario: Scenario, holdMs: number) =>
      runOn(driver, scenario, { patienceMs: startMs + holdMs, startMs: 0 })
    const driver = driverOn(realSpeed)
    const first = firstTwo(driver, held)
    warmDrivers.set(driver, first)
    const runs = await first
    if (runs.every(({ outcome, attempts }) => outcome === null && attempts.length === 0))
      throw new Error(complain(runs))
    if (!(await tellSideBySide(driver, held, runs))) {
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
