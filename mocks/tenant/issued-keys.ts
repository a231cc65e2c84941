import { type Refusal, refuse } from '../core/message.ts'
import { isTenantName } from './keys.ts'
import type { ApiKeyRecord, Scope } from './record-types.ts'
import type { Tenant } from './tenant.ts'

/** A key that the API issued: this prefix, the tenant's name, and 32 hexadecimal digits. */
const issuedKey = /^aion_key_(.+)_[0-9a-f]{32}$/

/** The tenant that an issued key belongs to; undefined when the key has another form. */
export function tenantOfIssuedKey(key: string): string | undefined {
  const name = issuedKey.exec(key)?.[1]
  return isTenantName(name) ? name : undefined
}

/** @param secret 32 hexadecimal digits */
export const issueKey = (tenant: string, secret: string): string => `aion_key_${tenant}_${secret}`

/** What is shown of a key once it is issued. */
export const prefixOf = ({ key }: Pick<ApiKeyRecord, 'key'>): string => key.slice(0, 16)

const ranks: Record<Scope, number> = { read: 0, write: 1, admin: 2 }

export const scopes = Object.keys(ranks) as readonly Scope[] // keys of a literal record

export const isScope = (name: string): name is Scope => Object.hasOwn(ranks, name)

/** Whether scopes allow what needs `wanted`; a higher scope includes the lower ones. */
export const allows = (granted: readonly Scope[], wanted: Scope): boolean =>
  granted.some((scope) => ranks[scope] >= ranks[wanted])

/** The scopes of an issued key, or why it does not hold. Counts its use. */
export function useIssuedKey(tenant: Tenant, key: string, nowMs: number): readonly Scope[] | Refusal {
  const record = tenant.apiKeys.all().find((issued) => issued.key === key)
  if (!record) return refuse('INVALID_API_KEY', { message: 'The API key is unknown' })
  if (record.revokedMs !== null) return refuse('DEACTIVATED_API_KEY')
  if (record.expiresMs !== null && nowMs >= record.expiresMs) return refuse('EXPIRED_API_KEY')
  const { count = 0 } = tenant.keyUses.get(record.id) ?? {}
  tenant.keyUses.set(record.id, { count: count + 1, lastMs: nowMs })
  return record.scopes
}
