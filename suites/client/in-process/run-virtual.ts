import type { Call } from '../../../fixtures/clients/call.ts'
import { createRandom } from '../../../mocks/core/random.ts'
import { benchKey } from '../bench-key.ts'
import { type Outcome, readSettled } from '../outcome.ts'
import { operationOf, sampleRequest } from '../requests.ts'
import { type CallRun, gaps, type ScenarioRun, virtualClock } from '../run.ts'
import { defaultTimeoutMs, mostRequests, type Scenario } from '../scenario.ts'
import type { Activity, ScriptOptions } from '../script/answers.ts'
import { type ScriptServer, startScript } from '../script/server.ts'
import { callBody } from './call-body.ts'
import { readToEnd } from './read-to-end.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The client under test: a function, or how to make a fresh client, whose calls then share its state. */
export type ClientUnderTest = Call | { readonly create: () => Call }

const hourMs = 3_600_000
/** How long, in real time, a client that waits for nothing on the clock may still do something by itself. */
const idleMs = 250
/** Longest time, in the client's, for which late attempts are looked for after a call has ended. */
const longestQuietMs = 60_000
/** Shortest such time: on a clock that jumps, watching is free. */
const shortestQuietMs = 10_000
/** Between two calls of one client. */
const pauseMs = 100

const cancelMoments = { request: 'arrived', answer: 'answered' } as const satisfies Record<string, Activity>

interface State {
  outcome: Outcome | null
  readonly startedMs: number
  settledMs: number | null
  /** How many attempts its server had seen when it began. */
  readonly from: number
  /** How many when it ended. */
  until: number | null
}

/** Draws the same numbers in every run, or the one that the scenario wants. Returns how to undo it. */
function steerRandom(random: number | undefined, seed: number): () => void {
  const { random: real } = Math
  Math.random = random === undefined ? createRandom(seed) : () => random
  return () => {
    Math.random = real
  }
}

/** Puts the process into another time zone. Returns how to undo it. */
function steerTimeZone(timeZone: string | undefined): () => void {
  const { TZ } = process.env
  if (timeZone === undefined) return () => undefined
  process.env.TZ = timeZone
  return () => {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  }
}

export interface VirtualOptions {
  /** How a script is served; default on a port of its own. */
  readonly start?: (options: ScriptOptions) => Promise<ScriptServer>
  /** How long, in real time, a client that did not end is given to show that it keeps a time of its own. Default 0. */
  readonly lingerMs?: number
  /**
   * Told how to close a server whose calls did not end. Until then it gives in, so that they may: a client that never
   * pauses would go on for ever against a port that refuses it. Default: closed at once.
   */
  readonly leave?: (close: () => Promise<void>) => void
  /** The number of the first call, for bodies and chance. Default 0. */
  readonly firstIndex?: number
}

/** Runs one scenario against a client in this process, on a clock that jumps. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the calls and the clock of one run; to be split
export async function runVirtual(
  scenario: Scenario,
  client: ClientUnderTest,
  virtual: VirtualTime,
  { start = startScript, lingerMs = 0, firstIndex = 0, leave }: VirtualOptions = {},
): Promise<ScenarioRun> {
  const { script, calls = 1, traffic = 'apart', cancel: cancelling, patienceMs = hourMs } = scenario
  const { timeoutMs = defaultTimeoutMs, deadlineMs, maxAttempts, body: bodyKind = 'json' } = scenario
  const { time } = virtual
  const request = sampleRequest(scenario.request)
  const cancel = new AbortController()
  let cancelledMs: number | null = null
  const servers: ScriptServer[] = []
  const onActivity = (what: Activity) => {
    virtual.touch()
    if (!cancelling || cancelling.from === 'start' || cancelledMs !== null) return
    if (what !== cancelMoments[cancelling.from]) return
    cancelledMs = time.monotonic() + cancelling.afterMs
    virtual.after(cancelling.afterMs, () => cancel.abort())
  }
  if (cancelling?.from === 'start') {
    cancelledMs = time.monotonic()
    cancel.abort()
  }
  for (let index = 0; index < (traffic === 'apart' ? calls : 1); index += 1)
    servers.push(
      await start({ script, request, time, after: virtual.after, onActivity, mostRequests: mostRequests(scenario) }),
    )

  const fresh = () => (typeof client === 'function' ? client : client.create())
  const states: State[] = []
  const isBusy = () => servers.some((server) => server.owesAnAnswer())

  /** One logical call; its state is complete when the promise resolves. */
  async function callOnce(call: Call, server: ScriptServer, index: number): Promise<void> {
    const from = server.attempts.length
    const state: State = { outcome: null, startedMs: time.monotonic(), settledMs: null, from, until: null }
    states.push(state)
    const { method, path } = request
    const assignment = {
      baseUrl: server.url,
      apiKey: benchKey,
      operation: operationOf(request),
      method,
      path,
      signal: cancel.signal,
      timeoutMs,
      ...callBody(request, firstIndex + index, bodyKind),
      ...(deadlineMs !== undefined && { deadlineMs }),
      ...(maxAttempts !== undefined && { maxAttempts }),
    }
    // Called inside a promise, so that a client that throws at once is treated as one that rejects.
    const called = Promise.resolve().then(() => call(assignment))
    const [result] = await Promise.allSettled([request.streams ? called.then(readToEnd) : called])
    const settledMs = time.monotonic()
    const until = server.attempts.length
    const outcome = await readSettled(result)
    Object.assign(state, { outcome, until, settledMs })
    virtual.touch()
  }

  const pause = () => new Promise<void>((resolve) => virtual.after(pauseMs, resolve))
  const patterns = {
    apart: () => servers.map((server, index) => callOnce(fresh(), server, index)),
    'in-turn': () => {
      const call = fresh()
      return servers.map(async (server) => {
        for (let index = 0; index < calls && !cancel.signal.aborted; index += 1) {
          await callOnce(call, server, index)
          // Pools need a moment before they give a connection out again.
          if (index < calls - 1) await pause()
        }
      })
    },
    workers: () => {
      const call = fresh()
      return servers.flatMap((server) =>
        Array.from({ length: calls }, async (_, index) => {
          while (!cancel.signal.aborted) {
            await callOnce(call, server, index)
            await pause()
          }
        }),
      )
    },
  }

  const restoreRandom = steerRandom(scenario.random, 1 + firstIndex)
  const restoreTimeZone = steerTimeZone(scenario.timeZone)
  const startedMs = time.monotonic()
  let open = 0
  try {
    for (const work of patterns[traffic]()) {
      open += 1
      work.finally(() => {
        open -= 1
        virtual.touch()
      })
    }
    const isDone = await virtual.pass({ isDone: () => open === 0, isBusy, patienceMs, idleMs })
    if (!isDone && lingerMs > 0) await virtual.linger(lingerMs)
    const watchedMs = time.monotonic() - startedMs
    const runs = () => readRuns(servers, states, traffic, watchedMs, cancelledMs)
    if (isDone) {
      // Attempts of a call that has ended already would come in about the rhythm of those before.
      const largestGapMs = Math.max(
        0,
        ...runs()
          .flatMap((run) => gaps(run))
          .map((gap) => gap ?? 0),
      )
      const quietMs = Math.min(longestQuietMs, Math.max(shortestQuietMs, 2 * largestGapMs, scenario.watchAfterMs ?? 0))
      await virtual.pass({ isDone: () => false, isBusy, patienceMs: quietMs, idleMs: 0 })
    }
    return { scenario, clock: virtualClock, calls: runs() }
  } finally {
    // Not when all has ended: a client may keep listening and fall over a call that is long gone.
    if (open > 0) cancel.abort()
    if (open > 0 && leave) {
      for (const server of servers) server.giveIn()
      leave(() => closeAll(servers))
    } else await closeAll(servers)
    restoreRandom()
    restoreTimeZone()
  }
}

const closeAll = async (servers: readonly ScriptServer[]) => {
  await Promise.all(servers.map((server) => server.close()))
}

function readRuns(
  servers: readonly ScriptServer[],
  states: readonly State[],
  traffic: NonNullable<Scenario['traffic']>,
  watchedMs: number,
  cancelledMs: number | null,
): CallRun[] {
  const [shared] = servers
  const run = (state: State, server: ScriptServer | undefined, attempts = server?.attempts ?? []): CallRun => ({
    attempts: [...attempts],
    ...(server && server.asides.length > 0 && { asides: [...server.asides] }),
    outcome: state.outcome,
    startedMs: state.startedMs,
    settledMs: state.settledMs,
    watchedMs,
    ...(cancelledMs !== null && { cancelledMs }),
  })
  if (traffic === 'apart') return states.map((state, index) => run(state, servers[index]))
  // The calls of workers overlap on one server: only together do they tell something.
  const [first] = states
  if (traffic === 'workers') return first ? [run(first, shared)] : []
  return states.map((state) => run(state, shared, shared?.attempts.slice(state.from, state.until ?? undefined)))
}
