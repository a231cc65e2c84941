import { didYouMean } from '../../../contracts/near-name.ts'
import { readInput } from '../../../contracts/read-input.ts'
import { compileRoutes } from '../../../contracts/routes.ts'
import type { InputValidator } from '../../../contracts/validator.ts'
import { wordOf } from '../../../contracts/word.ts'
import { readJson } from '../../core/body.ts'
import {
  BodyAborted,
  first,
  type HeaderList,
  type IncomingMessageLike,
  invalid,
  type Refusal,
  type Reply,
  refuse,
} from '../../core/message.ts'
import { refusalReply } from '../../core/reply.ts'
import { steeringValidators } from '../../generated/steering-validators.js'
import { tenantName } from '../../tenant/keys.ts'
import { bindTenant } from './bind-tenant.ts'
import { controlPath, locateControl } from './control-path.ts'
import { type GuardRules, guard } from './guard.ts'
import { createJournalFeed } from './journal-feed.ts'
import { readParameters } from './parameters.ts'
import type { Controlled, ControlRoute, RouteBody } from './route.ts'
import { controlRoutes } from './routes.ts'

export interface ControlOptions extends Controlled, GuardRules {
  readonly uuid: () => string
}

const findRoute = compileRoutes(controlRoutes)

function find(method: string, path: string) {
  const found = findRoute(method, path)
  if (found && 'row' in found) return found
  if (!found) {
    const known = controlRoutes.map((route) => controlPath + route.path)
    const near = didYouMean(wordOf(controlPath + path), known)
    return refuse('HTTP_404', { message: `The control API has no ${wordOf(controlPath + path)}.${near}` })
  }
  const allow = found.allow.join(', ')
  return refuse('HTTP_405', { message: `${method} is not allowed here; allowed: ${allow}`, headers: ['Allow', allow] })
}

/** The body of a request as the schema of its route describes it; an empty object where there is none. */
async function bodyOf(
  { body }: ControlRoute,
  request: IncomingMessageLike,
): Promise<{ readonly input: RouteBody } | { readonly refusal: Refusal }> {
  if (!body) return { input: {} }
  const isLeftOut = body.isOptional && !request.body
  const json = isLeftOut ? { value: {} } : await readJson(request.body, first(request.headers['content-type']))
  if ('refusal' in json) return json
  const validate: InputValidator<RouteBody> = steeringValidators[body.schema]
  const read = readInput(validate, json.value)
  return 'problem' in read ? { refusal: invalid(read.problem.field, read.problem.issue) } : read
}

const preflight = (): Reply => ({
  status: 204,
  headers: [
    'Access-Control-Allow-Methods',
    'GET, HEAD, POST, PATCH, DELETE',
    'Access-Control-Allow-Headers',
    'Authorization, Content-Type, Last-Event-ID, Mock-Control-Token',
    'Access-Control-Max-Age',
    '600',
  ],
  body: null,
})

/**
 * Builds the control API over plain messages: `GET /__mock/health`, `POST /__mock/faults` and the others of its table. Its
 * requests are neither journalled nor rate-limited, and its refusals are the API's own envelope.
 */
export function createControl({ host, token, uuid, ...controlled }: ControlOptions) {
  const feed = createJournalFeed(controlled.core.journal, controlled.time)

  async function answer(request: IncomingMessageLike): Promise<Reply | Refusal> {
    const located = locateControl(request.target)
    if (!located) return invalid('tenant', `Must be ${tenantName.expected}`)
    const { path, prefix, tenant } = located
    if (request.method === 'OPTIONS' && first(request.headers['access-control-request-method']) !== undefined)
      return preflight()
    const found = find(request.method, path)
    if ('error' in found) return found
    const { row: route, params } = found
    if (route.params) {
      const read = readInput(steeringValidators[route.params], params)
      if ('problem' in read) return invalid(read.problem.field, read.problem.issue)
    }
    const query = readParameters(new URLSearchParams(located.query), steeringValidators[route.query ?? 'NoQuery'])
    if ('problem' in query) return invalid(query.problem.field, query.problem.issue)
    const body = await bodyOf(route, request)
    if ('refusal' in body) return body.refusal
    const parts = { params, query: query.input, body: body.input }
    const bound = tenant === undefined ? { parts } : bindTenant(tenant, route.tenantIn, parts)
    if ('problem' in bound) return invalid(bound.problem.field, bound.problem.issue)
    return route.run({ ...controlled, feed, request, boundTo: tenant, prefix, ...bound.parts })
  }

  /** Answers one request to the control API. */
  return async function handle(request: IncomingMessageLike): Promise<Reply> {
    const requestId = uuid()
    const { refusal, cors } = guard(request, { host, token })
    let result: Reply | Refusal
    try {
      result = refusal ?? (await answer(request))
    } catch (error) {
      result =
        error instanceof BodyAborted
          ? invalid('body', 'Ended before its declared length', 400)
          : refuse('HTTP_500', { message: `The control API failed: ${String(error)}` })
    }
    const reply = 'error' in result ? refusalReply(result, { requestId, nowMs: controlled.time.now() }) : result
    const headers: HeaderList = ['X-Request-ID', requestId, ...cors, ...reply.headers]
    // The answer to HEAD is a head: a stream would keep it open for ever.
    const isStream = typeof reply.body === 'object' && request.method === 'HEAD'
    return { ...reply, headers, body: isStream ? null : reply.body }
  }
}
