import { tenantOfIssuedKey } from '../tenant/issued-keys.ts'
import {
  exampleKey,
  isTenantName,
  isWellFormedKey,
  keyPrefix,
  sessionPrefix,
  type Traits,
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
  /** Whether it is the dashboard's session token rather than an API key. */
  readonly isSession?: boolean
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

/** Reads `Authorization`. Keys that are not the mock's own are unknown, unless any will do. */
export function readCredential(authorization: string, acceptAnyKey: boolean): Credential {
  const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1]
  if (key === undefined) return refused('The Authorization header does not have the form "Bearer <key>"')
  const issuer = tenantOfIssuedKey(key)
  if (issuer !== undefined) return { tenant: issuer, traits: traitsOf(issuer), issuedKey: key }
  const session = key.startsWith(sessionPrefix) ? key.slice(sessionPrefix.length) : undefined
  if (isTenantName(session)) return { tenant: session, traits: traitsOf(session), isSession: true }
  const name = key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : undefined
  if (isTenantName(name)) {
    const traits = traitsOf(name)
    if (traits.state === 'expired') return { tenant: name, traits, refusal: refuse('EXPIRED_API_KEY') }
    if (traits.state === 'deactivated') return { tenant: name, traits, refusal: refuse('DEACTIVATED_API_KEY') }
    return { tenant: name, traits }
  }
  if (acceptAnyKey) return { tenant: undefined, traits: noTraits }
  if (name !== undefined)
    return refused(`The API key is malformed: the name after ${keyPrefix} is 1 to 64 letters, digits, _ or -`)
  return refused(isWellFormedKey(key) ? 'The API key is unknown' : 'The API key is malformed')
}
