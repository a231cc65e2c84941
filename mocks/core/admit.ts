import { type Access, isOpen } from '../../contracts/operations/operation.ts'
import type { Route } from '../../contracts/routes.ts'
import { allows, useIssuedKey } from '../tenant/issued-keys.ts'
import { sessionPrefix } from '../tenant/keys.ts'
import { useLogin } from '../tenant/logins.ts'
import type { Scope } from '../tenant/record-types.ts'
import { isUnpaid } from '../tenant/subscription.ts'
import type { Credential } from './credentials.ts'
import type { Exchange } from './exchange.ts'
import { type Refusal, refuse } from './message.ts'
import { noSuchPath } from './no-such-path.ts'
import { rateLimited } from './rate-limited.ts'

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
export function admit(exchange: Exchange, { basePath, rateLimit }: AdmissionRules): Route | Refusal {
  const { match, request, credential, tenant, nowMs } = exchange
  if (!match) return noSuchPath(exchange, basePath)
  if ('allow' in match) {
    const allow = match.allow.join(', ')
    return refuse('HTTP_405', {
      message: `${request.method} is not allowed here; allowed: ${allow}`,
      headers: ['Allow', allow],
    })
  }
  const { row } = match
  const { access, unpaid } = row
  if (isOpen(access)) return match
  const scopes = scopesOf(exchange, access)
  if ('error' in scopes) return scopes
  tenant.isInUse = true
  const limit = tenant.limits.requestsPerMinute
  if (rateLimit && !tenant.window.take(limit, nowMs)) {
    return refuse('RATE_LIMIT_ERROR', {
      message: `More than ${limit} requests in a minute`,
      retryAfterMs: tenant.window.state(limit, nowMs).resetMs - nowMs,
    })
  }
  if (rateLimit && row.rate) {
    const window = tenant.operationWindow(match.id, row.rate.windowSeconds)
    if (!window.take(row.rate.requests, nowMs)) return rateLimited(window.state(row.rate.requests, nowMs), nowMs)
  }
  // The tenant that a key names knows itself whether it has paid; used on another's path, the key speaks for itself.
  const isForeignPastDue = credential.tenant !== tenant.name && credential.traits.isPastDue
  if (!unpaid && (isForeignPastDue || isUnpaid(tenant, nowMs))) return refuse('HTTP_402')
  return refuseScope(access, scopes, credential) ?? match
}

/** What the credential may do, or why it does not hold. */
function scopesOf({ credential, tenant, nowMs }: Exchange, access: Access): readonly Scope[] | Refusal {
  if (credential.refusal) return credential.refusal
  if (tenant.account.closedMs !== null) return refuse('DEACTIVATED_API_KEY', { message: 'The account was deleted' })
  if (credential.issuedKey !== undefined) return useIssuedKey(tenant, credential.issuedKey, nowMs)
  if (credential.sessionToken !== undefined)
    return useLogin(tenant, credential.sessionToken, { nowMs, mayBeExpired: access === 'refresh' })
  return credential.traits.isReadOnly ? ['read'] : ['admin']
}

function refuseScope(
  access: Exclude<Access, 'public' | 'none'>,
  scopes: readonly Scope[],
  { isSession }: Credential,
): Refusal | undefined {
  if (access === 'session' || access === 'refresh') {
    return isSession
      ? undefined
      : refuse('AUTHZ_ERROR', {
          message: `This needs a user's session, not an API key: log in, or send ${sessionPrefix} and the tenant's name`,
        })
  }
  return allows(scopes, access)
    ? undefined
    : refuse('AUTHZ_ERROR', {
        message: `The key has the scope ${scopes.join(', ')}; this operation requires ${access}`,
      })
}
