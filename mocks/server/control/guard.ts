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

const authorityOf = ({ headers }: IncomingMessageLike) => text(headers.host)?.toLowerCase() ?? ''

/** No page may come near by giving a name of its own to this machine (DNS rebinding): a loopback name, an address or the bound host. */
function hostRefusal(authority: string, bound: string): Refusal | undefined {
  const host = hostOf(authority)
  if (host !== undefined && (isLoopback(host) || isIP(host) !== 0 || host === bound.toLowerCase())) return undefined
  return refuse('AUTHZ_ERROR', {
    message: `The control API is not served under the host "${authority}"; use localhost, an address, or a control token`,
  })
}

/**
 * A page of a foreign origin may not steer. An image or a frame of one sends no `Origin`, but says that it comes from another
 * site (Fetch Metadata); whoever follows a link there may look.
 */
function originRefusal({ headers }: IncomingMessageLike, authority: string): Refusal | undefined {
  const origin = text(headers.origin)
  if (origin !== undefined) {
    const from = originHost(origin)
    if (from && (isLoopback(from.host) || from.authority === authority)) return undefined
    return refuse('AUTHZ_ERROR', { message: `Pages of the origin "${origin}" may not use the control API` })
  }
  const isForeign = text(headers['sec-fetch-site']) === 'cross-site' && text(headers['sec-fetch-dest']) !== 'document'
  return isForeign ? refuse('AUTHZ_ERROR', { message: 'Pages of another site may not use the control API' }) : undefined
}

/** Decides who may steer the mock. Whoever brings the token may do so under any name of this machine. */
export function guard(request: IncomingMessageLike, { host, token }: GuardRules): GuardVerdict {
  const authority = authorityOf(request)
  const given = tokenOf(request)
  const hasToken = token !== undefined && given !== undefined && isSameSecret(given, token)
  const refusal = (hasToken ? undefined : hostRefusal(authority, host)) ?? originRefusal(request, authority)
  if (refusal) return { cors: [], refusal }
  const origin = text(request.headers.origin)
  const cors = origin === undefined ? [] : ['Access-Control-Allow-Origin', origin, 'Vary', 'Origin']
  // A preflight carries no credential (Fetch §3.2.2), so it is answered without one.
  if (token === undefined || hasToken || request.method === 'OPTIONS') return { cors }
  const message = given === undefined ? `The control token is missing. ${hint}` : `The control token is wrong. ${hint}`
  return { cors, refusal: refuse('INVALID_API_KEY', { message }) }
}

/**
 * Decides who may have the files of the console. They hold no data, and a browser that opens them has no token to show yet:
 * where one is demanded for everything that they ask for, any name of this machine will do.
 */
export function guardFiles(request: IncomingMessageLike, { host, token }: GuardRules): Refusal | undefined {
  const authority = authorityOf(request)
  return (token === undefined ? hostRefusal(authority, host) : undefined) ?? originRefusal(request, authority)
}
