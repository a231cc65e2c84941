import { type Refusal, refuse } from './message.ts'
import { isTenantName, isWellFormedKey, keyPrefix, type Traits, traitsOf } from './tenant/keys.ts'

/** The tenant of requests that name none: without a key, or with one that is not at home here. */
export const anonymous = 'anonymous'

/** Whom a request speaks for. `refusal` is set when the credential does not hold; the tenant is known all the same. */
export interface Identity {
  readonly tenant: string
  readonly traits: Traits
  readonly refusal?: Refusal
}

const noTraits = traitsOf('')

const hint = `Use a key of the mock: ${keyPrefix} and a name of your choice, such as ${keyPrefix}me`

function refused(tenant: string, message: string): Identity {
  return { tenant, traits: noTraits, refusal: refuse('INVALID_API_KEY', { message: `${message}. ${hint}` }) }
}

/**
 * Reads `Authorization`.
 * @param named the tenant that the base URL names (`/t/<name>`); it wins over the key's own
 */
export function identify(
  authorization: string | undefined,
  named: string | undefined,
  acceptAnyKey: boolean,
): Identity {
  const tenant = named ?? anonymous
  if (authorization === undefined) return refused(tenant, 'No API key was sent')
  const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1]
  if (key === undefined) return refused(tenant, 'The Authorization header does not have the form "Bearer <key>"')
  const name = key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : undefined
  if (name === undefined || !isTenantName(name)) {
    if (acceptAnyKey) return { tenant, traits: noTraits }
    const problem = isWellFormedKey(key) ? 'The API key is unknown' : 'The API key is malformed'
    return refused(
      tenant,
      name === undefined ? problem : `${problem}: the name after ${keyPrefix} is 1 to 64 letters, digits, _ or -`,
    )
  }
  const traits = traitsOf(name)
  const identity = { tenant: named ?? name, traits }
  if (traits.state === 'expired') return { ...identity, refusal: refuse('EXPIRED_API_KEY') }
  if (traits.state === 'deactivated') return { ...identity, refusal: refuse('DEACTIVATED_API_KEY') }
  return identity
}
