import type { Call } from '../../../fixtures/clients/call.ts'
import { sampleRequest } from '../requests.ts'
import { type ScenarioRun, virtualClock } from '../run.ts'
import { mostRequests, type Scenario } from '../scenario.ts'
import type { ScriptOptions } from '../script/answers.ts'
import { type ScriptServer, startScript } from '../script/server.ts'
import { assignmentOf, callOnce } from './call-once.ts'
import { createCallers } from './caller.ts'
import { watchPrints } from './prints.ts'
import { type CallState, readRuns, watchAfterMs } from './read-runs.ts'
import { readToEnd } from './read-to-end.ts'
import { steerRandom, steerTimeZone } from './steer.ts'
import { beginTraffic } from './traffic.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The client under test: a function, or how to make a fresh client, whose calls then share its state. */
export type ClientUnderTest = Call | { readonly create: () => Call }

const hourMs = 3_600_000
/** How long, in real time, a client that waits for nothing on the clock may still do something by itself. */
const idleMs = 250
/** Between two calls of one client. */
const pauseMs = 100

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
export async function runVirtual(
  scenario: Scenario,
  client: ClientUnderTest,
  virtual: VirtualTime,
  { start = startScript, lingerMs = 0, firstIndex = 0, leave }: VirtualOptions = {},
): Promise<ScenarioRun> {
  const { script, calls = 1, traffic = 'apart', patienceMs = hourMs } = scenario
  const { time, after } = virtual
  const request = sampleRequest(scenario.request)
  const callers = createCallers(scenario.cancel, virtual)
  const onActivity: ScriptOptions['onActivity'] = (what) => {
    virtual.touch()
    callers.heard(what)
  }
  const serving = { script, request, time, after, onActivity, mostRequests: mostRequests(scenario) }
  const servers: ScriptServer[] = []
  for (let index = 0; index < (traffic === 'apart' ? calls : 1); index += 1) servers.push(await start(serving))
  const states: CallState[] = []

  async function makeCall(call: Call, number: number, index: number): Promise<void> {
    const server = servers[number]
    if (!server) throw new Error(`There is no server ${number}`)
    const given = assignmentOf(scenario, request, {
      baseUrl: server.url,
      signal: callers.of(index).signal,
      index: firstIndex + index,
    })
    const whole = request.streams ? async () => readToEnd(await call(given)) : () => call(given)
    await callOnce(whole, server, time, (state) => states.push(state))
    virtual.touch()
  }

  const prints = watchPrints()
  const restores = [steerRandom(scenario.random, 1 + firstIndex), steerTimeZone(scenario.timeZone), prints.end]
  const startedMs = time.monotonic()
  let open = 0
  try {
    const strands = beginTraffic(traffic, {
      calls,
      client: () => (typeof client === 'function' ? client : client.create()),
      makeCall,
      pause: () => new Promise((resolve) => after(pauseMs, resolve)),
      isCancelled: callers.isOver,
    })
    open = strands.length
    for (const strand of strands)
      strand.finally(() => {
        open -= 1
        virtual.touch()
      })
    const isBusy = () => servers.some((server) => server.owesAnAnswer())
    const isDone = await virtual.pass({ isDone: () => open === 0, isBusy, patienceMs, idleMs })
    if (!isDone && lingerMs > 0) await virtual.linger(lingerMs)
    const watchedMs = time.monotonic() - startedMs
    const runs = () =>
      readRuns(traffic, servers, states, { watchedMs, cancelledMs: (index) => callers.of(index).cancelledMs() })
    if (isDone)
      await virtual.pass({ isDone: () => false, isBusy, patienceMs: watchAfterMs(runs(), scenario), idleMs: 0 })
    return { scenario, clock: virtualClock, calls: prints.besideFailures(runs()) }
  } finally {
    // Not when all has ended: a client may keep listening and fall over a call that is long gone.
    if (open > 0) callers.abort()
    if (open > 0 && leave) {
      for (const server of servers) server.giveIn()
      leave(() => closeAll(servers))
    } else await closeAll(servers)
    for (const restore of restores) restore()
  }
}

const closeAll = async (servers: readonly ScriptServer[]) => {
  await Promise.all(servers.map((server) => server.close({ reset: true })))
}
