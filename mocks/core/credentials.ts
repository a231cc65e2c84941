import { tenantOfIssuedKey } from '../tenant/issued-keys.ts'
import {
  exampleKey,
  isTenantName,
  isWellFormedKey,
  keyPrefix,
  sessionPrefix,
  type Traits,
  tenantName,
  traitsOf,
} from '../tenant/keys.ts'
import { type Refusal, refuse } from './message.ts'

/** The tenant of requests that name none: without a key, or with one that is not at home here. */
export const anonymous = 'anonymous'

/** What `Authorization` says. `refusal` is set when the credential does not hold. */
export interface Credential {
  /** The tenant that the key names; undefined when it names none. */
  readonly tenant: string | undefined
  readonly traits: Traits
  readonly refusal?: Refusal
  /** A key that `createApiKey` issued: only its tenant knows whether it holds. */
  readonly issuedKey?: string
  /** Whether it is a session's token rather than an API key. */
  readonly isSession?: boolean
  /** The token of a session that a login opened: only its tenant knows whether it holds. The dashboard's own token has none. */
  readonly sessionToken?: string
}

const noTraits = traitsOf('')

const hint = `Use a key of the mock: ${keyPrefix} and a name of your choice, such as ${exampleKey}`

const refused = (message: string): Credential => ({
  tenant: undefined,
  traits: noTraits,
  refusal: refuse('INVALID_API_KEY', { message: `${message}. ${hint}` }),
})

/** The credential of a request that sends none. */
export const noCredential: Credential = refused('No API key was sent')

const cookieName = 'aionvision_session'

/** The session's cookie as an `Authorization` header: browsers send it where they may not read the token. */
export function authorizationOfCookie(cookies: string): string | undefined {
  const token = cookies.split(/; */).find((cookie) => cookie.startsWith(`${cookieName}=`))
  return token && `Bearer ${token.slice(cookieName.length + 1)}`
}

/** The header that makes a browser keep a session's token; without a token, forget it. */
export const sessionCookie = (token: string | null, maxAgeSeconds: number): readonly [string, string] => [
  'Set-Cookie',
  `${cookieName}=${token ?? ''}; HttpOnly; Path=/; SameSite=Lax; Max-Age=${token === null ? 0 : maxAgeSeconds}`,
]

/** The dashboard's own token, `session_<tenant>`, which holds for good, or the token of a session, which goes on after a dot. */
function readSessionToken(key: string): Credential | undefined {
  if (!key.startsWith(sessionPrefix)) return undefined
  const [name, secret] = key.slice(sessionPrefix.length).split('.')
  if (!isTenantName(name)) return undefined
  const session = { tenant: name, traits: traitsOf(name), isSession: true }
  return secret === undefined ? session : { ...session, sessionToken: key }
}

/** Reads `Authorization`. Keys that are not the mock's own are unknown, unless any will do. */
export function readCredential(authorization: string, acceptAnyKey: boolean): Credential {
  const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1]
  if (key === undefined) return refused('The Authorization header does not have the form "Bearer <key>"')
  const issuer = tenantOfIssuedKey(key)
  if (issuer !== undefined) return { tenant: issuer, traits: traitsOf(issuer), issuedKey: key }
  const session = readSessionToken(key)
  if (session) return session
  const name = key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : undefined
  if (isTenantName(name)) {
    const traits = traitsOf(name)
    if (traits.state === 'expired') return { tenant: name, traits, refusal: refuse('EXPIRED_API_KEY') }
    if (traits.state === 'deactivated') return { tenant: name, traits, refusal: refuse('DEACTIVATED_API_KEY') }
    return { tenant: name, traits }
  }
  if (acceptAnyKey) return { tenant: undefined, traits: noTraits }
  if (name !== undefined)
    return refused(`The API key is malformed: the name after ${keyPrefix} is ${tenantName.expected}`)
  return refused(isWellFormedKey(key) ? 'The API key is unknown' : 'The API key is malformed')
}
