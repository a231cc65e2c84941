import { formatHttpDate } from '../../contracts/http-date.ts'
import { isStream, type OperationId } from '../../contracts/operations/index.ts'
import { compileOperationRoutes } from '../../contracts/routes.ts'
import { degrade } from '../faults/degrade.ts'
import { drawDelayMs } from '../faults/delay.ts'
import { type Fault, faultName, type ServedBy, type TransportFault } from '../faults/fault.ts'
import { interrupt } from '../faults/interrupt.ts'
import type { FaultPlan } from '../faults/plan.ts'
import { createFaultReader } from '../faults/requested.ts'
import { transports } from '../faults/transports.ts'
import type { Journal } from '../journal/journal.ts'
import { recordCut, recordFault, recordStatus } from '../journal/record.ts'
import type { RateState } from '../tenant/rate-window.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Tenants } from '../tenant/tenants.ts'
import { type AdmissionRules, admit } from './admit.ts'
import { drain, meteredBody } from './body.ts'
import type { Answer } from './core.ts'
import { corsHeadersFor, isPreflight, preflightReply } from './cors.ts'
import { anonymous, authorizationOfCookie, noCredential, readCredential } from './credentials.ts'
import type { Exchange } from './exchange.ts'
import { locate } from './locate.ts'
import { memoize } from './memoize.ts'
import {
  BodyAborted,
  first,
  type IncomingMessageLike,
  invalid,
  isPromise,
  type MaybePromise,
  type Refusal,
  type Reply,
  refuse,
  whenReady,
} from './message.ts'
import { createRandom } from './random.ts'
import { askedSeconds, faultReply, refusalReply } from './reply.ts'
import type { runOperation, Surroundings } from './run-operation.ts'

export interface PipelineOptions extends AdmissionRules, Surroundings {
  readonly seed: number
  readonly acceptAnyKey: boolean
  /** What answers go out over; over fetch, transport faults are degraded. */
  readonly wire: 'socket' | 'fetch'
  readonly faults: FaultPlan
  readonly journal: Journal
  readonly tenants: Tenants
  /** Told of what an operation throws; the client sees HTTP_500. */
  readonly onError: ((error: unknown, requestId: string) => void) | undefined
  /** Sees each success of an operation before it is sent. */
  readonly onSuccess: ((operation: OperationId, reply: Reply) => void) | undefined
}

interface DueFault {
  readonly fault: Fault
  readonly by: ServedBy
}

/** What `Mock-Fault-Served` says: the fault, who asked for it and, in a sequence, which step it was. */
function servedItem(fault: Fault, { channel, entry, step }: ServedBy): string {
  return `${faultName(fault)};by=${entry ?? channel}${step === undefined ? '' : `;step=${step}`}`
}

const rateState = ({ window, limits }: Tenant, nowMs: number): RateState =>
  window.state(limits.requestsPerMinute, nowMs)

function withSharedHeaders(
  reply: Reply,
  { request, attempt: { fault, warnings }, tenant, nowMs }: Exchange,
  requestId: string,
  { limit, remaining, resetMs }: RateState,
): Reply {
  const reset = String(Math.ceil(resetMs / 1_000))
  const headers = [
    'X-Request-ID',
    requestId,
    'X-RateLimit-Limit',
    String(limit),
    'X-RateLimit-Remaining',
    String(remaining),
    'X-RateLimit-Reset',
    reset,
  ]
  // Else the transport writes the date, where it writes one at all.
  if (tenant.clock.isMoved) headers.push('Date', formatHttpDate(nowMs))
  headers.push(...corsHeadersFor(first(request.headers.origin)))
  if (fault !== null) headers.push('Mock-Fault-Served', fault)
  if (warnings.length > 0) headers.push('Mock-Warning', warnings.join(', '))
  headers.push(...reply.headers)
  return { status: reply.status, headers, body: reply.body, ...(reply.close && { close: true }) }
}

/** Builds the function that answers requests. Each step below returns at once unless it has something to wait for. */
export function createPipeline(options: PipelineOptions): (request: IncomingMessageLike) => MaybePromise<Answer> {
  const { platform, time, basePath, faults, journal, tenants } = options
  const findRoute = compileOperationRoutes()
  const readFault = createFaultReader()
  const locateKnown = memoize((target) => locate(target, basePath))
  const credentialOf = memoize((authorization) => readCredential(authorization, options.acceptAnyKey))
  const random = createRandom(options.seed)

  function handle(request: IncomingMessageLike): MaybePromise<Answer> {
    if (isPreflight(request)) return { outcome: preflightReply(request), attempt: null }
    const { target, method } = request
    const location = target.includes('?') ? locate(target, basePath) : locateKnown(target)
    const { cookie } = request.headers
    const authorization =
      first(request.headers.authorization) ?? (typeof cookie === 'string' ? authorizationOfCookie(cookie) : undefined)
    const credential = authorization === undefined ? noCredential : credentialOf(authorization)
    return whenReady(tenants.get(location.tenant ?? credential.tenant ?? anonymous), (tenant) => {
      const match = location.path === undefined ? undefined : findRoute(method, location.path)
      const nowMs = tenant.clock.now()
      const operation = match && 'id' in match ? match.id : null
      const attempt = journal.open(request, { tenant: tenant.name, operation, nowMs })
      const body = request.body && meteredBody(request.body, attempt, platform, time)
      return answer({
        request,
        body,
        location,
        match,
        credential,
        tenant,
        attempt,
        requestId: attempt.requestId,
        nowMs,
      })
    })
  }

  function answer(exchange: Exchange): MaybePromise<Answer> {
    const { request, location, attempt, tenant } = exchange
    const requested = readFault(request, location.query)
    if (requested && 'problem' in requested)
      return settle(exchange, invalid(requested.problem.field, requested.problem.issue, requested.status))
    if (requested?.fault.when === 'streaming' && !(attempt.operation && isStream(attempt.operation)))
      return settle(exchange, invalid('when', 'streaming is for what answers with a stream, such as streamMessage'))
    const due =
      requested ??
      faults.take({
        tenant: tenant.name,
        operation: attempt.operation ?? undefined,
        method: request.method,
        path: location.path ?? request.target,
        isCall: location.path !== undefined && request.method !== 'OPTIONS',
        attempt: attempt.id,
        atMs: exchange.nowMs,
      })
    return due ? serveFault(exchange, due) : whenReady(perform(exchange), (result) => settle(exchange, result))
  }

  /** Admits the request and runs its operation; what that throws becomes HTTP_500. */
  let runner: MaybePromise<typeof runOperation> | undefined

  /** Loaded with the first operation: refusals and faults need none of it, and in a browser's bundle it is the larger part. */
  function loadRunner(): MaybePromise<typeof runOperation> {
    runner ??= import('./run-operation.ts').then((loaded) => {
      runner = loaded.runOperation
      return runner
    })
    return runner
  }

  function perform(exchange: Exchange): MaybePromise<Reply | Refusal> {
    const failed = (error: unknown): Refusal => {
      if (error instanceof BodyAborted) return invalid('body', 'Ended before its declared length', 400)
      options.onError?.(error, exchange.requestId)
      return refuse('HTTP_500')
    }
    try {
      const { match } = exchange
      if (exchange.request.method === 'OPTIONS' && match && 'allow' in match)
        return { status: 204, headers: ['Allow', match.allow.join(', ')], body: null }
      const route = admit(exchange, options)
      if ('error' in route) return route
      const ran = whenReady(loadRunner(), (run) => run(exchange, route, options))
      const result = whenReady(ran, (outcome) => {
        if (!('error' in outcome)) options.onSuccess?.(route.id, outcome)
        return outcome
      })
      return isPromise(result) ? result.catch(failed) : result
    } catch (error) {
      return failed(error)
    }
  }

  function serveFault(exchange: Exchange, { fault, by }: DueFault): MaybePromise<Answer> {
    const { attempt, body, requestId, nowMs, tenant } = exchange
    const isDegraded = 'transport' in fault && options.wire === 'fetch' && !transports[fault.transport].isWholeInProcess
    recordFault(attempt, servedItem(fault, by) + (isDegraded ? ';degraded' : ''))
    const serveBreak = (broken: TransportFault, own: Reply | undefined): MaybePromise<Answer> => {
      const { transport, delay, when, after, ...unread } = broken
      unread satisfies Record<string, never> // A field that nobody obeys does not compile.
      const answered = own ?? { status: 200, headers: [], body: null }
      const reply = withSharedHeaders(answered, exchange, requestId, rateState(tenant, nowMs))
      if (options.wire === 'socket') return { outcome: { transport, reply }, attempt }
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

  /** Turns what came out into the answer. A short body that nobody wanted is read first: the journal then knows it. */
  function settle(exchange: Exchange, result: Reply | Refusal): MaybePromise<Answer> {
    const { body, attempt, tenant, requestId, nowMs } = exchange
    const reply = 'error' in result ? refusalReply(result, exchange) : result
    recordStatus(attempt, reply.status)
    const rate = ('error' in result && result.window) || rateState(tenant, nowMs)
    const finished = { outcome: withSharedHeaders(reply, exchange, requestId, rate), attempt }
    const isUnread =
      body &&
      !body.isTouched &&
      !body.isHeldBack &&
      !reply.close &&
      body.declaredBytes !== undefined &&
      body.declaredBytes <= drainedBytes
    return isUnread ? drain(body).then(() => finished) : finished
  }

  return handle
}

/** Unwanted bodies up to this size are read before the answer; longer ones are left to the connection. */
const drainedBytes = 1_048_576
