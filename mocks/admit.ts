import type { Exchange } from './exchange.ts'
import { type Refusal, refuse } from './message.ts'
import type { Route } from './routes.ts'

/** How requests are admitted; the same for every request of a mock. */
export interface AdmissionRules {
  readonly basePath: string
  /** Whether the plan's rate window is enforced. */
  readonly rateLimit: boolean
}

/**
 * What stands against a request before anything in it is looked at, in this order: path, method, key, rate, subscription,
 * scope. Returns the route when nothing does.
 */
export function admit(
  { match, location, request, credential, tenant, nowMs }: Exchange,
  { basePath, rateLimit }: AdmissionRules,
): Route | Refusal {
  if (!match) {
    const where =
      location.path === undefined
        ? `Nothing is here; the API lies under ${basePath}`
        : `${location.path} is not a path of the API`
    return refuse('HTTP_404', { message: where })
  }
  if ('allow' in match) {
    const allow = match.allow.join(', ')
    return refuse('HTTP_405', {
      message: `${request.method} is not allowed here; allowed: ${allow}`,
      headers: ['Allow', allow],
    })
  }
  const { access } = match.row
  if (access === 'none') return match
  if (credential.refusal) return credential.refusal
  const limit = tenant.limits.requestsPerMinute
  if (rateLimit && !tenant.window.take(limit, nowMs)) {
    return refuse('RATE_LIMIT_ERROR', {
      message: `More than ${limit} requests in a minute`,
      retryAfterMs: tenant.window.state(limit, nowMs).resetMs - nowMs,
    })
  }
  if (tenant.subscription === 'past_due' || credential.traits.isPastDue) return refuse('HTTP_402')
  if (access !== 'read' && credential.traits.isReadOnly)
    return refuse('AUTHZ_ERROR', { message: `The key has the scope read; this operation requires ${access}` })
  return match
}
