import { isIP } from 'node:net'
import { type HeaderList, type IncomingMessageLike, type Refusal, refuse } from '../../core/message.ts'
import { isSameSecret } from './secret.ts'

export interface GuardRules {
  /** The name or address to which the server is bound. */
  readonly host: string
  /** Demanded on every request when it is set. */
  readonly token: string | undefined
}

/** What the guard found: nothing against the request, or why it is refused; and the CORS headers that its origin may have. */
export interface GuardVerdict {
  readonly refusal?: Refusal
  readonly cors: HeaderList
}

const isLoopbackName = (name: string) => name === 'localhost' || name.endsWith('.localhost')

/** The host of an authority in lower case, without port and brackets; undefined when it is none. */
export function hostOf(authority: string): string | undefined {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(authority)
  return (parts?.[1] ?? parts?.[2])?.toLowerCase()
}

const isLoopback = (host: string) =>
  isLoopbackName(host) || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

function originHost(origin: string): { host: string; authority: string } | undefined {
  const authority = /^https?:\/\/([^/?#@]+)$/i.exec(origin)?.[1]?.toLowerCase()
  const host = authority === undefined ? undefined : hostOf(authority)
  return authority === undefined || host === undefined ? undefined : { host, authority }
}

const text = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'object' ? value.join(', ') : value

function tokenOf({ headers }: IncomingMessageLike): string | undefined {
  return text(headers['mock-control-token']) ?? /^Bearer +(\S+)$/i.exec(text(headers.authorization)?.trim() ?? '')?.[1]
}

const hint = 'Send it as "Authorization: Bearer <token>" or "Mock-Control-Token: <token>"'

/**
 * Decides who may steer the mock. A page of a foreign origin may not, and no page may by giving a name of its own to this
 * machine (DNS rebinding): `Host` must be a loopback name, an address or the bound host, or the token must come with it. An
 * image or a frame of a foreign page sends no `Origin`, but says that it comes from another site (Fetch Metadata); whoever
 * follows a link there may look.
 */
export function guard(request: IncomingMessageLike, { host: bound, token }: GuardRules): GuardVerdict {
  const authority = text(request.headers.host)?.toLowerCase() ?? ''
  const host = hostOf(authority)
  const given = tokenOf(request)
  const hasToken = token !== undefined && given !== undefined && isSameSecret(given, token)
  const isExpected = host !== undefined && (isLoopback(host) || isIP(host) !== 0 || host === bound.toLowerCase())
  if (!isExpected && !hasToken)
    return {
      cors: [],
      refusal: refuse('AUTHZ_ERROR', {
        message: `The control API is not served under the host "${authority}"; use localhost, an address, or a control token`,
      }),
    }
  const origin = text(request.headers.origin)
  if (origin !== undefined) {
    const from = originHost(origin)
    if (!from || !(isLoopback(from.host) || from.authority === authority))
      return {
        cors: [],
        refusal: refuse('AUTHZ_ERROR', { message: `Pages of the origin "${origin}" may not use the control API` }),
      }
  } else if (
    text(request.headers['sec-fetch-site']) === 'cross-site' &&
    text(request.headers['sec-fetch-dest']) !== 'document'
  )
    return {
      cors: [],
      refusal: refuse('AUTHZ_ERROR', { message: 'Pages of another site may not use the control API' }),
    }
  const cors = origin === undefined ? [] : ['Access-Control-Allow-Origin', origin, 'Vary', 'Origin']
  // A preflight carries no credential (Fetch §3.2.2), so it is answered without one.
  if (token === undefined || hasToken || request.method === 'OPTIONS') return { cors }
  const message = given === undefined ? `The control token is missing. ${hint}` : `The control token is wrong. ${hint}`
  return { cors, refusal: refuse('INVALID_API_KEY', { message }) }
}
