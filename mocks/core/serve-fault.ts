import { createRandom } from '../../fixtures/random.ts'
import { carried, carrierOf } from '../faults/carrier.ts'
import { degrade } from '../faults/degrade.ts'
import { drawDelayMs } from '../faults/delay.ts'
import {
  type ErrorFault,
  type Fault,
  faultName,
  isError,
  isRedirect,
  isSuccess,
  isTransport,
  type ServedBy,
  type SuccessFault,
  type TransportFault,
} from '../faults/fault.ts'
import { interrupt } from '../faults/interrupt.ts'
import type { DueFault } from '../faults/plan.ts'
import { rateLimitForms } from '../faults/rate-limit-forms.ts'
import { isSized } from '../faults/sized-body.ts'
import { transports } from '../faults/transports.ts'
import { recordCut, recordFault } from '../journal/record.ts'
import { comeToFault } from './come-to-fault.ts'
import type { Answer } from './core.ts'
import type { Exchange } from './exchange.ts'
import { askedSeconds, faultReply, redirectReply } from './fault-reply.ts'
import { type MaybePromise, type Refusal, type Reply, whenReady } from './message.ts'
import { refusalReply } from './reply.ts'
import { publishedLimits, rateState, withSharedHeaders } from './shared-headers.ts'
import { spoil } from './spoil.ts'
import type { TimeSource } from './time.ts'

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
function servedItem(fault: Fault, { channel, entry, step }: ServedBy, wire: 'socket' | 'fetch'): string {
  const carrier = carrierOf(fault)
  const isDegraded = carrier !== undefined && wire === 'fetch' && !transports[carrier].isWholeInProcess
  const item = `${faultName(fault)};by=${entry ?? channel}${step === undefined ? '' : `;step=${step}`}`
  return isDegraded ? `${item};degraded` : item
}

/** The window that an injected rate limit speaks of is over when its Retry-After is. */
function errorAnswer(fault: ErrorFault, exchange: Exchange): Reply {
  const { tenant, nowMs, requestId } = exchange
  const rate = rateState(tenant, nowMs)
  const shown =
    fault.error === 'RATE_LIMIT_ERROR'
      ? { ...rate, remaining: 0, resetMs: nowMs + (askedSeconds(fault) ?? 0) * 1_000 }
      : rate
  const limits = rateLimitForms[fault.rateLimit ?? 'published'].write(shown, nowMs)
  return withSharedHeaders(faultReply(fault, exchange), exchange, fault.requestId ?? requestId, limits)
}

const plainAnswer = (reply: Reply, exchange: Exchange): Reply =>
  withSharedHeaders(reply, exchange, exchange.requestId, publishedLimits(rateState(exchange.tenant, exchange.nowMs)))

/** What a broken connection would have carried: the operation's own answer, where it ran. */
function carriedAnswer(fault: TransportFault, exchange: Exchange, own: Reply | undefined): Reply {
  const { transport, delay, when, after, afterBytes, rate, ...unread } = fault
  unread satisfies Record<string, never> // A field that nobody obeys does not compile.
  return plainAnswer(own ?? { status: 200, headers: [], body: null }, exchange)
}

type WholeFault = Exclude<Fault, SuccessFault>

function answerOf(fault: WholeFault, exchange: Exchange, own: Reply | undefined): Reply {
  if (isError(fault)) return errorAnswer(fault, exchange)
  return isTransport(fault) ? carriedAnswer(fault, exchange, own) : plainAnswer(redirectReply(fault), exchange)
}

/** Builds the function that answers a request with a fault. */
export function createFaultServer({ seed, time, wire, perform, settle }: FaultSurroundings) {
  const random = createRandom(seed)

  /** The answer as the connection carries it. */
  function send(reply: Reply, fault: Fault, { attempt }: Exchange): MaybePromise<Answer> {
    const outcome = carried(fault, reply)
    if (!('transport' in outcome) || wire === 'socket') return { outcome, attempt }
    return degrade(outcome, time).then((nearest) => ({ outcome: nearest, attempt }))
  }

  /** A fault that stands in place of the answer, or breaks the connection that carries it. */
  function serveWhole(exchange: Exchange, fault: WholeFault, by: ServedBy): MaybePromise<Answer> {
    recordFault(exchange.attempt, servedItem(fault, by, wire))
    const delayMs = drawDelayMs(fault.delay, random)
    const runs = fault.when === 'committed' || (isTransport(fault) && transports[fault.transport].runsOperation)
    const serve = (own?: Reply) => send(answerOf(fault, exchange, own), fault, exchange)
    if (!runs && !exchange.body && delayMs === 0) return serve()
    return prepare().then(serve)

    async function prepare(): Promise<Reply | undefined> {
      const own = runs ? await perform(exchange) : undefined
      await comeToFault(exchange, fault, delayMs, time)
      return own && ('error' in own ? refusalReply(own, exchange) : own)
    }
  }

  /** Runs the operation and lets the fault change its success. What it refuses goes out as it is: nothing was served. */
  function serveOnSuccess(
    exchange: Exchange,
    { fault, by, giveBack }: DueFault,
    isFit: (own: Reply) => boolean,
    change: (own: Reply) => MaybePromise<Answer>,
  ): MaybePromise<Answer> {
    return whenReady(perform(exchange), (result) => {
      if ('error' in result || !isFit(result)) {
        giveBack?.()
        return settle(exchange, result)
      }
      recordFault(exchange.attempt, servedItem(fault, by, wire))
      return change(result)
    })
  }

  function serveSpoilt(exchange: Exchange, fault: SuccessFault, due: DueFault): MaybePromise<Answer> {
    const change = async (own: Reply) => {
      await comeToFault(exchange, fault, drawDelayMs(fault.delay, random), time)
      return send(plainAnswer(await spoil(own, fault), exchange), fault, exchange)
    }
    return serveOnSuccess(exchange, due, () => true, change)
  }

  function serveInside(exchange: Exchange, fault: ErrorFault | TransportFault, due: DueFault): MaybePromise<Answer> {
    const { request, attempt } = exchange
    const gone = request.gone?.()
    return serveOnSuccess(exchange, due, isRunningStream, (own) => {
      // `isRunningStream` has looked at it: the body is a stream of texts.
      const body = interrupt(own.body as AsyncIterable<string>, {
        fault,
        ending: own.ending,
        sleep: (ms) => time.sleep(ms, gone),
        delayMs: drawDelayMs(fault.delay, random),
        onFault: () => recordCut(attempt, time.monotonic()),
        onMissed() {
          recordFault(attempt, null)
          due.giveBack?.()
        },
      })
      return settle(exchange, { ...own, body })
    })
  }

  return (exchange: Exchange, due: DueFault): MaybePromise<Answer> => {
    const { fault, by } = due
    if (isSuccess(fault)) return serveSpoilt(exchange, fault, due)
    if (fault.when === 'streaming' && !isRedirect(fault)) return serveInside(exchange, fault, due)
    return serveWhole(exchange, fault, by)
  }
}

const isRunningStream = ({ body }: Reply): boolean =>
  typeof body === 'object' && body !== null && !('byteLength' in body) && !isSized(body)
