import { degrade } from '../faults/degrade.ts'
import { drawDelayMs } from '../faults/delay.ts'
import { type Fault, faultName, type ServedBy, type TransportFault } from '../faults/fault.ts'
import { interrupt } from '../faults/interrupt.ts'
import { needsHttp2, onlyOverHttp2 } from '../faults/needs-http2.ts'
import { transports } from '../faults/transports.ts'
import { recordCut, recordFault, recordStatus } from '../journal/record.ts'
import { drain } from './body.ts'
import type { Answer } from './core.ts'
import type { Exchange } from './exchange.ts'
import { invalid, type MaybePromise, type Refusal, type Reply, whenReady } from './message.ts'
import { createRandom } from './random.ts'
import { askedSeconds, faultReply, refusalReply } from './reply.ts'
import { rateState, withSharedHeaders } from './shared-headers.ts'
import type { TimeSource } from './time.ts'

/** A fault that a request meets, and who asked for it. */
export interface DueFault {
  readonly fault: Fault
  readonly by: ServedBy
}

/** What serving a fault needs of the pipeline. */
export interface FaultSurroundings {
  readonly seed: number
  readonly time: TimeSource
  /** What answers go out over; over fetch, transport faults are degraded. */
  readonly wire: 'socket' | 'fetch'
  /** Admits the request and runs its operation. */
  perform(exchange: Exchange): MaybePromise<Reply | Refusal>
  /** Turns what came out into the answer. */
  settle(exchange: Exchange, result: Reply | Refusal): MaybePromise<Answer>
}

/** What `Mock-Fault-Served` says: the fault, who asked for it and, in a sequence, which step it was. */
function servedItem(fault: Fault, { channel, entry, step }: ServedBy): string {
  return `${faultName(fault)};by=${entry ?? channel}${step === undefined ? '' : `;step=${step}`}`
}

/** Builds the function that answers a request with a fault. */
export function createFaultServer({ seed, time, wire, perform, settle }: FaultSurroundings) {
  const random = createRandom(seed)

  function serveFault(exchange: Exchange, { fault, by }: DueFault): MaybePromise<Answer> {
    const { attempt, body, requestId, nowMs, tenant, request } = exchange
    if (wire === 'socket' && needsHttp2(fault) && !request.isHttp2)
      return settle(exchange, invalid('transport', onlyOverHttp2))
    const isDegraded = 'transport' in fault && wire === 'fetch' && !transports[fault.transport].isWholeInProcess
    recordFault(attempt, servedItem(fault, by) + (isDegraded ? ';degraded' : ''))
    const serveBreak = (broken: TransportFault, own: Reply | undefined): MaybePromise<Answer> => {
      const { transport, delay, when, after, ...unread } = broken
      unread satisfies Record<string, never> // A field that nobody obeys does not compile.
      const answered = own ?? { status: 200, headers: [], body: null }
      const reply = withSharedHeaders(answered, exchange, requestId, rateState(tenant, nowMs))
      if (wire === 'socket') return { outcome: { transport, reply }, attempt }
      return degrade({ transport, reply }, time).then((outcome) => {
        if (!('transport' in outcome)) recordStatus(attempt, outcome.status)
        return { outcome, attempt }
      })
    }
    const serve = (own: Reply | undefined): MaybePromise<Answer> => {
      if ('transport' in fault) return serveBreak(fault, own)
      const reply = faultReply(fault, exchange)
      const rate = rateState(tenant, nowMs)
      // The window that an injected rate limit speaks of is over when its Retry-After is.
      const shown =
        fault.error === 'RATE_LIMIT_ERROR'
          ? { ...rate, remaining: 0, resetMs: nowMs + (askedSeconds(fault) ?? 0) * 1_000 }
          : rate
      recordStatus(attempt, reply.status)
      return {
        outcome: withSharedHeaders(reply, exchange, fault.requestId ?? requestId, shown),
        attempt,
      }
    }
    const runs = fault.when === 'committed' || ('transport' in fault && transports[fault.transport].runsOperation)
    const delayMs = drawDelayMs(fault.delay, random)
    if (fault.when === 'streaming') return serveInside(exchange, fault, delayMs)
    if (!runs && !body && delayMs === 0) return serve(undefined)
    return prepare().then(serve)

    async function prepare(): Promise<Reply | undefined> {
      const own = runs ? await perform(exchange) : undefined
      if (body && !body.isTouched && !body.isHeldBack) await drain(body)
      if (delayMs > 0) await time.sleep(delayMs, exchange.request.gone?.())
      return own && ('error' in own ? refusalReply(own, exchange) : own)
    }
  }

  /** Runs the operation and lets the fault come inside its stream. What it refuses goes out as it is: there is no stream. */
  function serveInside(exchange: Exchange, fault: Fault, delayMs: number): MaybePromise<Answer> {
    const { request, attempt } = exchange
    return whenReady(perform(exchange), (result) => {
      const isRunning =
        !('error' in result) && typeof result.body === 'object' && result.body && !('byteLength' in result.body)
      if (!isRunning) return settle(exchange, result)
      const gone = request.gone?.()
      const body = interrupt(result.body as AsyncIterable<string>, {
        fault,
        ending: result.ending,
        sleep: (ms) => time.sleep(ms, gone),
        delayMs,
        onFault: () => {
          recordCut(attempt, time.monotonic())
        },
      })
      return settle(exchange, { ...result, body })
    })
  }

  return serveFault
}
