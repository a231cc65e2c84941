import { mayAskForFault } from '../faults/may-ask.ts'
import { misplacedField } from '../faults/misplaced.ts'
import { parameterOf } from '../faults/parameter-name.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Requested } from '../faults/requested.ts'
import type { Answer } from './core.ts'
import { isPreflight, preflightReply } from './cors.ts'
import type { Exchange } from './exchange.ts'
import { lazily } from './lazily.ts'
import { type IncomingMessageLike, invalid, type MaybePromise, whenReady } from './message.ts'
import { createOpener, type OpenOptions } from './open-exchange.ts'
import { createPerformer, type PerformOptions } from './perform.ts'
import { settle } from './settle.ts'

export interface PipelineOptions extends OpenOptions, PerformOptions {
  readonly seed: number
  /** What answers go out over; over fetch, transport faults are degraded. */
  readonly wire: 'socket' | 'fetch'
  readonly faults: FaultPlan
}

/** Builds the function that answers requests. Each step returns at once unless it has something to wait for. */
export function createPipeline(options: PipelineOptions): (request: IncomingMessageLike) => MaybePromise<Answer> {
  const { faults, wire } = options
  const open = createOpener(options)
  const perform = createPerformer(options)
  const loadReader = lazily(async () => (await import('../faults/requested.ts')).createFaultReader())
  const serveFault = lazily(async () => {
    const { createFaultServer } = await import('./serve-fault.ts')
    return createFaultServer({ ...options, perform, settle })
  })

  function handle(request: IncomingMessageLike): MaybePromise<Answer> {
    if (isPreflight(request)) return { outcome: preflightReply(request), attempt: null }
    return whenReady(open(request), answer)
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
    const place = {
      operation: attempt.operation ?? undefined,
      hasBody: exchange.body !== null,
      takesHttp2: request.isHttp2 === true || wire === 'fetch',
    }
    const misplaced = requested && misplacedField(requested.fault, place)
    if (misplaced) return settle(exchange, invalid(parameterOf(misplaced.field), misplaced.issue))
    const due =
      requested ??
      faults.take({
        ...place,
        tenant: tenant.name,
        method: request.method,
        path: location.path ?? request.target,
        isCall: location.path !== undefined && request.method !== 'OPTIONS',
        attempt: attempt.id,
        atMs: exchange.nowMs,
      })
    if (due) return whenReady(serveFault(), (serve) => serve(exchange, due))
    return whenReady(perform(exchange), (result) => settle(exchange, result))
  }

  return handle
}
