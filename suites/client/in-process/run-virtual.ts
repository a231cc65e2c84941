import type { Call } from '../../../fixtures/clients/call.ts'
import { type Outcome, readSettled } from '../outcome.ts'
import { sampleRequest } from '../requests.ts'
import { type CallRun, gaps, type ScenarioRun, virtualClock } from '../run.ts'
import { defaultTimeoutMs, type Scenario } from '../scenario.ts'
import { type ScriptServer, startScript } from '../script/server.ts'
import type { VirtualTime } from './virtual-time.ts'

const hourMs = 3_600_000

/** How long, in real time, a client that waits for nothing on the clock may still do something by itself. */
const idleMs = 250

/** Longest time, in the client's, for which late attempts are looked for after a call has ended. */
const longestQuietMs = 60_000

interface Settled {
  outcome: Outcome | null
  settledMs: number | null
}

/** A key that names this bench, should it ever show up elsewhere. */
export const benchKey = 'aion_test_retry_bench_0000000000'

/** Runs one scenario against a client in this process, on a clock that jumps. */
export async function runVirtual(scenario: Scenario, call: Call, virtual: VirtualTime): Promise<ScenarioRun> {
  const { request: requestId, script, calls = 1, timeoutMs = defaultTimeoutMs, patienceMs = hourMs } = scenario
  const { time } = virtual
  const request = sampleRequest(requestId)
  const servers: ScriptServer[] = []
  for (let index = 0; index < calls; index += 1)
    servers.push(await startScript({ script, request, time, onActivity: virtual.touch }))
  const startedMs = time.monotonic()
  const cancel = new AbortController()

  const settled = servers.map((server, index): Settled => {
    const state: Settled = { outcome: null, settledMs: null }
    const body = request.body && JSON.stringify(request.body(index))
    const { method, path } = request
    // Called inside a promise, so that a client that throws at once is treated as one that rejects.
    const promise = Promise.resolve().then(() =>
      call({
        baseUrl: server.url,
        apiKey: benchKey,
        method,
        path,
        ...(body !== undefined && { body, contentType: 'application/json' }),
        signal: cancel.signal,
        timeoutMs,
      }),
    )
    Promise.allSettled([promise]).then(async ([result]) => {
      const settledMs = time.monotonic()
      state.outcome = await readSettled(result)
      state.settledMs = settledMs
      virtual.touch()
    })
    return state
  })

  const isBusy = () => servers.some((server) => server.owesAnAnswer())
  await virtual.pass({ isDone: () => settled.every(({ settledMs }) => settledMs !== null), isBusy, patienceMs, idleMs })
  const watchedMs = time.monotonic() - startedMs
  const runs = settled.map(
    ({ outcome, settledMs }, index): CallRun => ({
      attempts: servers[index]?.attempts ?? [],
      outcome,
      settledMs,
      startedMs,
      watchedMs,
    }),
  )
  if (runs.every(({ outcome }) => outcome !== null)) {
    // Attempts of a call that has ended already would come in about the rhythm of those before.
    const largestGapMs = Math.max(0, ...runs.flatMap((run) => gaps(run)).map((gap) => gap ?? 0))
    const quietMs = Math.min(longestQuietMs, Math.max(500, 2 * largestGapMs))
    await virtual.pass({ isDone: () => false, isBusy, patienceMs: quietMs, idleMs: 0 })
  }
  cancel.abort()
  await Promise.all(servers.map((server) => server.close()))
  return { scenario, clock: virtualClock, calls: runs }
}
