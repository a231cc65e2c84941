import { sessions } from '../../../contracts/limits.ts'
import { sessionCookie } from '../../core/credentials.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { LoginRecord } from '../../tenant/account-records.ts'
import { endLogins, isOpenLogin, openLogin, tokenOf } from '../../tenant/logins.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { callerOf } from '../caller.ts'
import { iso } from '../iso.ts'
import type { Context, Handler } from '../operation.ts'

/** The mock listens on the loopback interface and asks for no other address. */
export const ownAddress = '127.0.0.1'

export const lastUseMs = ({ account }: Tenant, { id, createdMs }: LoginRecord): number =>
  account.loginUses.get(id) ?? createdMs

/** The open sessions of the caller, the latest first. */
export function openLogins(call: Context): LoginRecord[] {
  const { user } = callerOf(call)
  return call.tenant.logins
    .all()
    .filter((login) => login.userId === user.id && isOpenLogin(login, call.nowMs))
    .toReversed()
}

export function findOpenLogin(call: Context, id: string): LoginRecord | Refusal {
  const login = openLogins(call).find((open) => open.id === id.toLowerCase())
  return login ?? refuse('HTTP_404', { message: `You have no session with the id ${id}` })
}

export const endLogin = ({ tenant, nowMs }: Context, { id }: LoginRecord) =>
  tenant.logins.update(id, (draft) => {
    draft.revokedMs ??= nowMs
  })

export const getSessionUser: Handler<'getSessionUser'> = (call) => {
  const { user } = callerOf(call)
  return {
    body: {
      user_id: user.id,
      email: user.email,
      name: user.name,
      email_verified: user.isVerified,
      is_active: true,
      created_at: iso(user.createdMs),
      last_login_at: user.lastLoginMs === null ? null : iso(user.lastLoginMs),
    },
  }
}

/** The token stays the same; it holds longer, but no longer than the session may last. */
export const refreshSession: Handler<'refreshSession'> = async (call) => {
  const { tenant, nowMs } = call
  const { login } = callerOf(call)
  const wantedMs = nowMs + sessions.tokenSeconds * 1_000
  const expiresMs = login ? Math.min(login.endsMs, wantedMs) : wantedMs
  if (login) {
    await tenant.logins.update(login.id, (draft) => {
      draft.expiresMs = expiresMs
    })
  }
  return {
    body: {
      session_id: login?.id ?? tenant.account.id,
      expires_at: iso(expiresMs),
      message: 'The session was extended',
    },
  }
}

/** The new token goes out as a cookie only, as it is documented. */
export const rotateSession: Handler<'rotateSession'> = async (call) => {
  const { tenant, nowMs, platform } = call
  const { user, login } = callerOf(call)
  const next = await openLogin(tenant, user, {
    nowMs,
    device: login?.device ?? null,
    isRemembered: login !== null && login.endsMs - login.createdMs > sessions.lifeSeconds * 1_000,
    uuid: platform.uuid,
  })
  if (login) await endLogin(call, login)
  return {
    headers: [...sessionCookie(tokenOf(tenant, next), (next.endsMs - nowMs) / 1_000)],
    body: { session_id: next.id, message: 'The session has a new token' },
  }
}

export const logout: Handler<'logout'> = async (call) => {
  const { user, login } = callerOf(call)
  if (call.query.logout_all) await endLogins(call.tenant, user.id, call.nowMs)
  else if (login) await endLogin(call, login)
  return { headers: [...sessionCookie(null, 0)], body: { message: 'Logged out' } }
}

export const listLoginSessions: Handler<'listLoginSessions'> = (call) => {
  const { login: current } = callerOf(call)
  return {
    body: openLogins(call).map((login) => ({
      session_id: login.id,
      device_name: login.device ?? 'Unknown device',
      ip_address: ownAddress,
      last_accessed_at: iso(lastUseMs(call.tenant, login)),
      created_at: iso(login.createdMs),
      expires_at: iso(login.expiresMs),
      is_current: login.id === current?.id,
    })),
  }
}

export const revokeLoginSession: Handler<'revokeLoginSession'> = async (call) => {
  const login = findOpenLogin(call, call.params.session_id)
  if ('error' in login) return login
  await endLogin(call, login)
  return { body: { message: 'The session was ended' } }
}
