import type { OperationId } from '../../contracts/operations/index.ts'
import { compileOperationRoutes, type RouteMatch } from '../../contracts/routes.ts'
import { mayAskForFault } from '../faults/may-ask.ts'
import { misplacedField } from '../faults/misplaced.ts'
import { parameterOf } from '../faults/parameter-name.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Requested } from '../faults/requested.ts'
import type { Journal } from '../journal/journal.ts'
import { recordStatus } from '../journal/record.ts'
import type { Tenants } from '../tenant/tenants.ts'
import { type AdmissionRules, admit } from './admit.ts'
import { drain, meteredBody } from './body.ts'
import type { Answer } from './core.ts'
import { isPreflight, preflightReply } from './cors.ts'
import { anonymous, authorizationOfCookie, noCredential, readCredential } from './credentials.ts'
import type { Exchange } from './exchange.ts'
import { lazily } from './lazily.ts'
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
import { refusalReply } from './reply.ts'
import type { Surroundings } from './run-operation.ts'
import { publishedLimits, rateState, withSharedHeaders } from './shared-headers.ts'

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

/** Builds the function that answers requests. Each step below returns at once unless it has something to wait for. */
export function createPipeline(options: PipelineOptions): (request: IncomingMessageLike) => MaybePromise<Answer> {
  const { platform, time, basePath, faults, journal, tenants } = options
  const findRoute = compileOperationRoutes()
  const findKnown = memoize((line): RouteMatch => {
    const end = line.indexOf(' ')
    return findRoute(line.slice(0, end), line.slice(end + 1))
  })
  const loadReader = lazily(async () => (await import('../faults/requested.ts')).createFaultReader())
  const locateKnown = memoize((target) => locate(target, basePath))
  const credentialOf = memoize((authorization) => readCredential(authorization, options.acceptAnyKey))
  const serveFault = lazily(async () => {
    const { createFaultServer } = await import('./serve-fault.ts')
    return createFaultServer({ ...options, perform, settle })
  })

  function handle(request: IncomingMessageLike): MaybePromise<Answer> {
    if (isPreflight(request)) return { outcome: preflightReply(request), attempt: null }
    const { target, method } = request
    const location = target.includes('?') ? locate(target, basePath) : locateKnown(target)
    const { cookie } = request.headers
    const authorization =
      first(request.headers.authorization) ?? (typeof cookie === 'string' ? authorizationOfCookie(cookie) : undefined)
    const credential = authorization === undefined ? noCredential : credentialOf(authorization)
    return whenReady(tenants.get(location.tenant ?? credential.tenant ?? anonymous), (tenant) => {
      const match = location.path === undefined ? undefined : findKnown(`${method} ${location.path}`)
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
    const { request, location } = exchange
    if (!mayAskForFault(request, location.query)) return decide(exchange, undefined)
    return whenReady(loadReader(), (read) => decide(exchange, read(request, location.query)))
  }

  /** Serves what the request asks for itself, else what the plan has for it, else the operation. */
  function decide(exchange: Exchange, requested: Requested | undefined): MaybePromise<Answer> {
    const { request, location, attempt, tenant } = exchange
    if (requested && 'problem' in requested)
      return settle(exchange, invalid(requested.problem.field, requested.problem.issue, requested.status))
    const misplaced = requested && misplacedField(requested.fault, attempt.operation, exchange.body !== null)
    if (misplaced) return settle(exchange, invalid(parameterOf(misplaced.field), misplaced.issue))
    const due =
      requested ??
      faults.take({
        tenant: tenant.name,
        operation: attempt.operation ?? undefined,
        method: request.method,
        path: location.path ?? request.target,
        isCall: location.path !== undefined && request.method !== 'OPTIONS',
        hasBody: exchange.body !== null,
        attempt: attempt.id,
        atMs: exchange.nowMs,
      })
    if (due) return whenReady(serveFault(), (serve) => serve(exchange, due))
    return whenReady(perform(exchange), (result) => settle(exchange, result))
  }

  /** Loaded with the first operation: refusals and faults need none of it, and in a browser's bundle it is the larger part. */
  const loadRunner = lazily(async () => (await import('./run-operation.ts')).runOperation)

  /** Admits the request and runs its operation; what that throws becomes HTTP_500. */
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

  /** Turns what came out into the answer. A short body that nobody wanted is read first: the journal then knows it. */
  function settle(exchange: Exchange, result: Reply | Refusal): MaybePromise<Answer> {
    const { body, attempt, tenant, requestId, nowMs } = exchange
    const reply = 'error' in result ? refusalReply(result, exchange) : result
    recordStatus(attempt, reply.status)
    const rate = ('error' in result && result.window) || rateState(tenant, nowMs)
    const finished = { outcome: withSharedHeaders(reply, exchange, requestId, publishedLimits(rate)), attempt }
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
