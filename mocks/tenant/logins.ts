import { sessions } from '../../contracts/limits.ts'
import { type Refusal, refuse } from '../core/message.ts'
import type { LoginRecord, MemberRecord, Role } from './account-records.ts'
import { sessionPrefix } from './keys.ts'
import type { Scope } from './record-types.ts'
import type { Tenant } from './tenant.ts'

/** What a user may do, in the scopes of API keys. */
const scopeOfRole: Readonly<Record<Role, Scope>> = { owner: 'admin', admin: 'admin', editor: 'write', viewer: 'read' }

export const isAdmin = ({ role }: MemberRecord): boolean => scopeOfRole[role] === 'admin'

const compact = (id: string) => id.replaceAll('-', '')

/** The token of a session: the tenant's name, the session's id, its secret. */
export const tokenOf = (tenant: Tenant, { id, secret }: LoginRecord): string =>
  `${sessionPrefix}${tenant.name}.${compact(id)}${secret}`

/** The session that a token names, whether it still holds or not. */
export function findLogin({ logins }: Tenant, token: string): LoginRecord | undefined {
  const [, hex = '', secret] = /\.([0-9a-f]{32})([0-9a-f]{32})$/.exec(token) ?? []
  const login = logins.get(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
  return login?.secret === secret ? login : undefined
}

/** The scopes of a session, or why it does not hold. Notes its use. */
export function useLogin(
  tenant: Tenant,
  token: string,
  { nowMs, mayBeExpired }: { nowMs: number; mayBeExpired: boolean },
): readonly Scope[] | Refusal {
  const login = findLogin(tenant, token)
  const user = login && tenant.members.get(login.userId)
  if (!login || !user) return refuse('INVALID_API_KEY', { message: 'The session is unknown' })
  if (login.revokedMs !== null) return refuse('DEACTIVATED_API_KEY', { message: 'The session was ended' })
  if (nowMs >= login.endsMs)
    return refuse('EXPIRED_API_KEY', { message: 'The session has expired for good; log in again' })
  if (nowMs >= login.expiresMs && !mayBeExpired)
    return refuse('EXPIRED_API_KEY', { message: 'The session has expired; extend it or log in again' })
  tenant.account.loginUses.set(login.id, nowMs)
  return [scopeOfRole[user.role]]
}

export const isOpenLogin = ({ revokedMs, endsMs }: LoginRecord, nowMs: number): boolean =>
  revokedMs === null && nowMs < endsMs

/** Opens a session. @param uuid makes fresh UUIDs */
export function openLogin(
  tenant: Tenant,
  user: MemberRecord,
  {
    nowMs,
    device,
    isRemembered,
    uuid,
  }: { nowMs: number; device: string | null; isRemembered: boolean; uuid: () => string },
): Promise<LoginRecord> {
  return tenant.logins.create({
    id: uuid(),
    secret: compact(uuid()),
    userId: user.id,
    device,
    createdMs: nowMs,
    expiresMs: nowMs + sessions.tokenSeconds * 1_000,
    endsMs: nowMs + (isRemembered ? sessions.rememberedSeconds : sessions.lifeSeconds) * 1_000,
    revokedMs: null,
  })
}

/** Ends sessions of a user, all or all but one. */
export async function endLogins(tenant: Tenant, userId: string, nowMs: number, exceptId?: string): Promise<void> {
  for (const login of [...tenant.logins.all()]) {
    if (login.userId !== userId || login.id === exceptId || login.revokedMs !== null) continue
    await tenant.logins.update(login.id, (draft) => {
      draft.revokedMs ??= nowMs
    })
  }
}
