import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { benchKey } from '../bench-key.ts'
import { bodyFileOf } from '../command/body-file.ts'
import { type Patience, watchFor } from '../command/patience.ts'
import { readTold } from '../command/read-end.ts'
import type { Outcome } from '../outcome.ts'
import { operationOf, sampleRequest } from '../requests.ts'
import { type CallRun, gaps, type ScenarioRun } from '../run.ts'
import { defaultTimeoutMs, mostRequests, type Scenario } from '../scenario.ts'
import type { Activity } from '../script/script-record.ts'
import { type ScriptServer, startScript } from '../script/server.ts'
import type { Driver } from './driver.ts'
import type { DriverCall } from './protocol.ts'

/** A call counts as begun without a request for so long at most, in real time. */
const longestStartMs = 250
/** Between the calls of one client. */
const pauseMs = 100
/** So much longer do workers work than on a clock that jumps, on which their calls take no time. */
const workTimes = 1.2
/** Late attempts are looked for at least so long, in real time. */
const shortestQuietMs = 300
/** And at most so long, in real time and on a clock that runs faster. */
const longestQuietMs = { real: 1_500, faster: 3_000 }
/** Calls that follow each other on one client are begun for so long, in real time. */
const longestTurnsMs = 20_000

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** What a promise gives while it is watched; undefined when that is over before. */
async function whileWatched<T>(
  promise: Promise<T>,
  patience: Patience,
  heard: Opened['heard'],
): Promise<T | undefined> {
  let stop = () => {}
  const over = new Promise<undefined>((resolve) => {
    const watch = watchFor(patience, () => resolve(undefined))
    heard.add(watch.started)
    stop = () => {
      heard.delete(watch.started)
      watch.end()
    }
  })
  try {
    return await Promise.race([promise, over])
  } finally {
    stop()
  }
}

export interface DrivenJob {
  readonly scenario: Scenario
  readonly driver: Driver
  readonly patience: Patience
  /** A directory for body files. */
  readonly directory: string
  /** Waits for a place among the calls that run at once; returns how to leave it. */
  enter(): Promise<() => void>
  /** Waits until not too many calls have been begun whose request is still to come; returns how to say that it came. */
  begin(): Promise<() => void>
  /** Told when a call begins. */
  onBegin(): void
}

/** A server for a script, and who wants to know that it was asked for something. */
interface Opened extends ScriptServer {
  readonly heard: Set<(what: Activity) => void>
}

/** One call under way, and what came of it. */
interface Made {
  readonly server: ScriptServer
  readonly startedMs: number
  readonly from: number
  until?: number
  outcome: Outcome | null
  settledMs: number | null
  /** When the bench stopped looking. */
  watchedUntilMs: number
  /** When it was cancelled; null when it was not. */
  cancelledMs: number | null
}

/** Everything that a scenario's calls share. */
interface Bench extends DrivenJob {
  /**
   * Opens a server for the script. Only when a call begins: clients come back to ports that are closed long since, and a
   * port that waits for its call meanwhile would take them for it.
   */
  open(): Promise<Opened>
  readonly made: Made[]
  isOver: boolean
}

async function describeCall(bench: Bench, server: ScriptServer, index: number): Promise<DriverCall> {
  const { scenario, driver, directory } = bench
  const { timeoutMs, deadlineMs, maxAttempts, traffic = 'apart', body: kind } = scenario
  const request = sampleRequest(scenario.request)
  const body = bodyFileOf(request, index, kind)
  const bodyFile = body && join(directory, `driven-${new URL(server.url).port}-${index}`)
  if (body && bodyFile) await writeFile(bodyFile, body.text)
  return {
    operation: operationOf(request),
    method: request.method,
    path: request.path,
    baseUrl: server.url,
    apiKey: benchKey,
    headers: { Authorization: `Bearer ${benchKey}`, ...(body && { 'Content-Type': body.contentType }) },
    ...(body && bodyFile && { bodyFile, contentType: body.contentType }),
    // A clock that runs faster shortens timeouts too; what no scenario asks for stays as long in real time.
    ...(kind === 'stream' && { bodyAs: 'stream' as const }),
    ...(scenario.cancel?.from === 'start' && { cancelled: true as const }),
    timeoutMs: timeoutMs ?? defaultTimeoutMs * driver.speed.clock.factor,
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(maxAttempts !== undefined && { maxAttempts }),
    client: traffic === 'apart' ? 'fresh' : 'shared',
  }
}

/** Cancels a call when the scenario says so. Returns what has to hear what happens at its server. */
function cancelling({ scenario: { cancel }, driver }: Bench, one: Made, index: number, id: number) {
  const { time, after } = driver.clientTime
  if (cancel?.from === 'start') one.cancelledMs = one.startedMs
  return (what: Activity) => {
    if (!cancel || cancel.from === 'start' || one.cancelledMs !== null || one.until !== undefined) return
    if (what !== { request: 'arrived', answer: 'answered' }[cancel.from] || index >= (cancel.first ?? index + 1)) return
    one.cancelledMs = time.monotonic() + cancel.afterMs
    after(cancel.afterMs, () => {
      one.cancelledMs = time.monotonic()
      driver.cancel(id)
    })
  }
}

async function callOnce(bench: Bench, shared: Opened | undefined, index: number): Promise<void> {
  const { driver, made } = bench
  const leave = await bench.enter()
  const server = shared ?? (await bench.open())
  const call = await describeCall(bench, server, index)
  const onSent = await bench.begin()
  bench.onBegin()
  const { time } = driver.clientTime
  const one: Made = {
    server,
    startedMs: time.monotonic(),
    from: server.attempts.length,
    outcome: null,
    settledMs: null,
    watchedUntilMs: 0,
    cancelledMs: null,
  }
  made.push(one)
  const { id, answer } = driver.call(call)
  // What sends nothing keeps nobody for long.
  const soon = setTimeout(onSent, longestStartMs)
  server.heard.add(onSent)
  const cancel = cancelling(bench, one, index, id)
  server.heard.add(cancel)
  try {
    const said = await whileWatched(answer, bench.patience, server.heard)
    one.watchedUntilMs = time.monotonic()
    one.until = server.attempts.length
    if (!said) {
      answer.catch(() => undefined) // it may still fail when the driver ends
      return await driver.giveUp(id)
    }
    one.settledMs = one.watchedUntilMs
    const told = await readTold('outcome' in said ? { ...said.outcome } : { ok: false, unsupported: true })
    one.outcome = { ...told, name: told.ok ? null : (told.name ?? 'its outcome') }
  } finally {
    clearTimeout(soon)
    onSent()
    server.heard.delete(onSent)
    server.heard.delete(cancel)
    leave()
  }
}

async function makeCalls(bench: Bench): Promise<void> {
  const { calls = 1, traffic = 'apart' } = bench.scenario
  const { factor } = bench.driver.speed.clock
  const each = Array.from({ length: calls })
  if (traffic === 'apart') {
    await Promise.all(each.map((_, index) => callOnce(bench, undefined, index)))
    return
  }
  const shared = await bench.open()
  const turns = async () => {
    for (let index = 0; index < calls && !bench.isOver; index += 1) {
      // A client takes a moment until a connection is free for its next call.
      if (index > 0) await sleep(pauseMs / factor)
      await callOnce(bench, shared, index)
    }
  }
  const work = async (_: unknown, index: number) => {
    while (!bench.isOver) {
      await callOnce(bench, shared, index)
      await sleep(pauseMs / factor)
    }
  }
  await (traffic === 'in-turn' ? turns() : Promise.all(each.map(work)))
}

/** Runs all calls of a scenario through a driver, each call `apart` with a server of its own. */
export async function runDriven(job: DrivenJob): Promise<ScenarioRun> {
  const { scenario, driver } = job
  const { traffic, watchAfterMs = shortestQuietMs } = scenario
  const { time, after } = driver.clientTime
  const request = sampleRequest(scenario.request)
  const serving = { script: scenario.script, request, time, after, mostRequests: mostRequests(scenario) }
  const servers: ScriptServer[] = []
  const open = async () => {
    const heard: Opened['heard'] = new Set()
    const onActivity = (what: Activity) => {
      if (what !== 'answered') driver.waits.acted()
      for (const tell of heard) tell(what)
    }
    const server = await startScript({ ...serving, onActivity })
    servers.push(server)
    return { ...server, heard }
  }
  let begunMs: number | undefined
  const onBegin = () => {
    begunMs ??= performance.now()
    job.onBegin()
  }
  const bench: Bench = { ...job, onBegin, open, made: [], isOver: false }
  const { factor } = driver.speed.clock
  const workMs = traffic === 'workers' ? (workTimes * (scenario.patienceMs ?? longestTurnsMs)) / factor : longestTurnsMs
  const shift = setTimeout(() => Object.assign(bench, { isOver: true }), workMs)
  try {
    await makeCalls(bench)
    // What it does for other calls parts one end of a wait from the other: it may be kept at either.
    const keptMs = 2 * driver.waits.worstSince(begunMs ?? performance.now())
    const runs = () => readMade(bench)
    const largestGapMs = Math.max(0, ...runs().flatMap((run) => gaps(run).map((gapMs) => gapMs ?? 0)))
    if (watchAfterMs > 0) {
      const mostMs = factor > 1 ? longestQuietMs.faster : longestQuietMs.real
      await sleep(Math.max(shortestQuietMs, Math.min(mostMs, 2 * largestGapMs) / factor, watchAfterMs / factor))
    }
    return { scenario, clock: driver.speed.clock, calls: runs(), keptMs }
  } finally {
    clearTimeout(shift)
    await Promise.all(servers.map((server) => server.close()))
  }
}

function readMade({ made, scenario: { traffic = 'apart' } }: Bench): CallRun[] {
  const run = ({ server, from, until, outcome, startedMs, settledMs, watchedUntilMs, cancelledMs }: Made): CallRun => ({
    // Attempts after its end belong to a call that has its server for itself; else nobody knows whose they are.
    attempts: traffic === 'in-turn' ? server.attempts.slice(from, until) : [...server.attempts],
    ...(server.asides.length > 0 && { asides: [...server.asides] }),
    outcome,
    startedMs,
    settledMs,
    watchedMs: watchedUntilMs - startedMs,
    ...(cancelledMs !== null && { cancelledMs }),
  })
  // The calls of workers overlap on one server: only together do they tell something.
  return (traffic === 'workers' ? made.slice(0, 1) : made).map(run)
}
