import type { OperationId } from '../../contracts/operations/index.ts'
import type { Route } from '../../contracts/routes.ts'
import { validateRequest } from '../../contracts/validation.ts'
import { faultParameter } from '../faults/requested.ts'
import { handlers } from '../operations/index.ts'
import type { Call, Handler, Success } from '../operations/operation.ts'
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

export interface Surroundings {
  readonly platform: Platform
  readonly time: TimeSource
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Query parameters as an object: a parameter that stands once is text, one that stands more often a list. */
function parametersOf(query: URLSearchParams | null): Record<string, unknown> {
  const parameters: Record<string, unknown> = {}
  if (!query) return parameters
  for (const name of new Set(query.keys())) {
    if (name === faultParameter) continue
    const values = query.getAll(name)
    parameters[name] = values.length === 1 ? values[0] : values
  }
  return parameters
}

function parameterIssue({ row, params }: Route, query: Record<string, unknown>): Refusal | undefined {
  for (const [name, value] of Object.entries(params)) {
    if (name.endsWith('_id') && !uuid.test(value)) return invalid(name, 'Must be a UUID')
  }
  if (row.query) {
    const problem = validateRequest(row.query, query)
    return problem ? invalid(problem.field, problem.issue) : undefined
  }
  const [unknown] = Object.keys(query)
  return unknown === undefined ? undefined : invalid(unknown, 'Is not a known parameter: this operation takes none')
}

function successReply({ body, json, stream, headers = [], status }: Success<OperationId>, success: number): Reply {
  const text = json ?? (body === undefined ? undefined : JSON.stringify(body))
  if (text === undefined) return { status: status ?? success, headers, body: stream ?? null }
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
  const refusal = codingIssue(exchange) ?? parameterIssue(route, query)
  if (refusal) return refusal
  if (row.body?.type !== 'json') return perform(exchange, route, { query, body: undefined }, surroundings)
  const { schema } = row.body
  return readJson(exchange.body, first(exchange.request.headers['content-type'])).then((read) => {
    if ('refusal' in read) return read.refusal
    const problem = validateRequest(schema, read.value)
    return problem
      ? invalid(problem.field, problem.issue)
      : perform(exchange, route, { query, body: read.value }, surroundings)
  })
}

function perform(
  exchange: Exchange,
  { id, row, params }: Route,
  input: { query: unknown; body: unknown },
  surroundings: Surroundings,
): MaybePromise<Reply | Refusal> {
  const { request, body, location, tenant, nowMs } = exchange
  const metered: IncomingMessageLike = { ...request, body }
  const handler = handlers[id] as unknown as Handler<OperationId> // the table keeps ids and handlers together
  const call: unknown = {
    tenant,
    params,
    ...input,
    request: metered,
    nowMs,
    baseUrl: request.origin + location.prefix,
    ...surroundings,
  }
  const result = handler(call as Call<OperationId>) // validated against the operation's own schemas
  return whenReady(result, (outcome) => ('error' in outcome ? outcome : successReply(outcome, row.success)))
}
