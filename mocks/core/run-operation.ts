import { fillDefaults } from '../../contracts/fill-defaults.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import type { Operation } from '../../contracts/operations/operation.ts'
import type { Route } from '../../contracts/routes.ts'
import { validateRequest } from '../../contracts/validation.ts'
import { faultParameter } from '../faults/may-ask.ts'
import { openAudit } from '../operations/audit/record-audit.ts'
import { handlers } from '../operations/index.ts'
import type { Call, Context, Handler, Success } from '../operations/operation.ts'
import { openUse } from '../operations/usage-analytics/record-use.ts'
import { readJson } from './body.ts'
import type { Exchange } from './exchange.ts'
import {
  first,
  type IncomingMessageLike,
  invalid,
  type MaybePromise,
  type Refusal,
  type Reply,
  refuse,
  whenReady,
} from './message.ts'
import type { Platform } from './platform.ts'
import { jsonType } from './reply.ts'
import type { TimeSource } from './time.ts'
import { createTolerate, type Tolerate } from './tolerate.ts'

export interface Surroundings {
  readonly platform: Platform
  readonly time: TimeSource
  /** Whether what the API passes over is refused. */
  readonly strict: boolean
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Query parameters as an object: a parameter that stands once is text, one that stands more often a list. */
function parametersOf(query: URLSearchParams | null): Record<string, unknown> {
  if (!query) return {}
  const parameters: [name: string, value: unknown][] = []
  for (const name of new Set(query.keys())) {
    if (name === faultParameter) continue
    const values = query.getAll(name)
    parameters.push([name, values.length === 1 ? values[0] : values])
  }
  // A field of its own for each name, `__proto__` included.
  return Object.fromEntries(parameters)
}

const shortId = /^[0-9a-f]{8}$/i

function idIssue({ row: { pathIds = 'uuid' }, params }: Route): Refusal | undefined {
  if (pathIds === 'text') return undefined
  for (const [name, value] of Object.entries(params)) {
    if (!name.endsWith('_id') || uuid.test(value)) continue
    if (pathIds === 'uuid') return invalid(name, 'Must be a UUID')
    if (!shortId.test(value)) return invalid(name, 'Must be a UUID or the first 8 characters of one')
  }
  return undefined
}

function parameterIssue(route: Route, query: Record<string, unknown>, tolerate: Tolerate): Refusal | undefined {
  const refusal = idIssue(route) ?? tolerate('unknown-parameter', route.row.query, query)
  if (refusal || !route.row.query) return refusal
  const problem = validateRequest(route.row.query, query)
  return problem ? invalid(problem.field, problem.issue) : undefined
}

function successReply(
  { body, json, stream, ending, headers = [], status }: Success<OperationId>,
  { response, success }: Operation,
): Reply {
  const filled = body === undefined || response === undefined ? body : fillDefaults(response, body)
  const text = json ?? (filled === undefined ? undefined : JSON.stringify(filled))
  if (text === undefined) return { status: status ?? success, headers, body: stream ?? null, ...(ending && { ending }) }
  return { status: status ?? success, headers: ['Content-Type', jsonType, ...headers], body: text }
}

/** No operation decodes a body (RFC 9110 §15.5.16: the answer says which codings would do). */
function codingIssue({ request }: Exchange): Refusal | undefined {
  const coding = first(request.headers['content-encoding'])
  if (!coding || /^\s*identity\s*$/i.test(coding)) return undefined
  return refuse('HTTP_415', {
    message: `Content-Encoding ${coding} is not taken; send the body as it is`,
    headers: ['Accept-Encoding', 'identity'],
  })
}

/** Validates an admitted request and runs its operation. */
export function runOperation(
  exchange: Exchange,
  route: Route,
  surroundings: Surroundings,
): MaybePromise<Reply | Refusal> {
  const { row } = route
  const query = parametersOf(exchange.location.query)
  const tolerate = createTolerate(exchange.attempt, surroundings.strict)
  const refusal = codingIssue(exchange) ?? parameterIssue(route, query, tolerate)
  if (refusal) return refusal
  const around = { ...surroundings, tolerate }
  if (row.body?.type !== 'json') return perform(exchange, route, { query, body: undefined }, around)
  const { schema } = row.body
  return readJson(exchange.body, first(exchange.request.headers['content-type'])).then((read) => {
    if ('refusal' in read) return read.refusal
    const problem = validateRequest(schema, read.value)
    if (problem) return invalid(problem.field, problem.issue)
    const body = read.value as Record<string, unknown> // every request schema is an object, as was just seen
    return tolerate('unknown-field', schema, body) ?? perform(exchange, route, { query, body }, around)
  })
}

function perform(
  exchange: Exchange,
  route: Route,
  input: { query: unknown; body: unknown },
  { platform, time, tolerate }: Pick<Context, 'platform' | 'time' | 'tolerate'>,
): MaybePromise<Reply | Refusal> {
  const { request, body, location, tenant, nowMs, credential } = exchange
  const metered: IncomingMessageLike = { ...request, body }
  const { id, row, params } = route
  const handler = handlers[id] as unknown as Handler<OperationId> // the table keeps ids and handlers together
  const call = {
    tenant,
    params,
    ...input,
    request: metered,
    nowMs,
    credential,
    baseUrl: request.origin + location.prefix,
    platform,
    time,
    tolerate,
  }
  const audit = openAudit(call, route)
  const use = openUse(call, route)
  const result = handler(call as unknown as Call<OperationId>) // validated against the operation's own schemas
  return whenReady(result, (outcome) => {
    audit?.(outcome)
    use?.(outcome)
    return 'error' in outcome ? outcome : successReply(outcome, row)
  })
}
