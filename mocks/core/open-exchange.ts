import { findOperationRoute, type RouteMatch } from '../../contracts/routes.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tenants } from '../tenant/tenants.ts'
import { meteredBody } from './body.ts'
import { anonymous, authorizationOfCookie, type Credential, noCredential, readCredential } from './credentials.ts'
import type { Exchange } from './exchange.ts'
import { locate } from './locate.ts'
import { memoize } from './memoize.ts'
import { first, type IncomingMessageLike, type MaybePromise, whenReady } from './message.ts'
import type { Platform } from './platform.ts'
import type { TimeSource } from './time.ts'

export interface OpenOptions {
  readonly platform: Platform
  readonly time: TimeSource
  readonly basePath: string
  readonly acceptAnyKey: boolean
  readonly journal: Journal
  readonly tenants: Tenants
}

function authorizationOf({ headers: { authorization, cookie } }: IncomingMessageLike): string | undefined {
  return first(authorization) ?? (typeof cookie === 'string' ? authorizationOfCookie(cookie) : undefined)
}

/**
 * Builds the function that finds what a request is about (its tenant, its operation, who sends it) and opens an attempt in the
 * journal. What the last requests were about is kept: the same few keys and paths come over and over.
 */
export function createOpener(options: OpenOptions): (request: IncomingMessageLike) => MaybePromise<Exchange> {
  const { platform, time, basePath, journal, tenants } = options
  const findKnown = memoize((line): RouteMatch => {
    const end = line.indexOf(' ')
    return findOperationRoute(line.slice(0, end), line.slice(end + 1))
  })
  const locateKnown = memoize((target) => locate(target, basePath))
  const readKnown = memoize((authorization) => readCredential(authorization, options.acceptAnyKey))

  function credentialOf(request: IncomingMessageLike): Credential {
    const authorization = authorizationOf(request)
    return authorization === undefined ? noCredential : readKnown(authorization)
  }

  return (request) => {
    const { target, method } = request
    const location = target.includes('?') ? locate(target, basePath) : locateKnown(target)
    const credential = credentialOf(request)
    return whenReady(tenants.get(location.tenant ?? credential.tenant ?? anonymous), (tenant) => {
      const match = location.path === undefined ? undefined : findKnown(`${method} ${location.path}`)
      const nowMs = tenant.clock.now()
      const operation = match && 'id' in match ? match.id : null
      const attempt = journal.open(request, { tenant: tenant.name, operation, nowMs })
      const body = request.body && meteredBody(request.body, attempt, platform, time)
      return { request, body, location, match, credential, tenant, attempt, requestId: attempt.requestId, nowMs }
    })
  }
}
