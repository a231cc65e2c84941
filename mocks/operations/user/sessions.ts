import { invalid } from '../../core/message.ts'
import { endLogins } from '../../tenant/logins.ts'
import { endLogin, findOpenLogin, lastUseMs, openLogins, ownAddress } from '../auth/sessions.ts'
import { callerOf } from '../caller.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

export const listUserSessions: Handler<'listUserSessions'> = (call) => {
  const { login: current } = callerOf(call)
  return {
    body: openLogins(call).map((login) => ({
      id: login.id,
      user_agent: login.device,
      ip_address: ownAddress,
      created_at: iso(login.createdMs),
      last_activity_at: iso(lastUseMs(call.tenant, login)),
      expires_at: iso(login.expiresMs),
      is_current: login.id === current?.id,
    })),
  }
}

export const revokeUserSession: Handler<'revokeUserSession'> = async (call) => {
  const login = findOpenLogin(call, call.params.session_id)
  if ('error' in login) return login
  if (login.id === callerOf(call).login?.id) return invalid('session_id', 'Must not be that of this session', 400)
  await endLogin(call, login)
  return {}
}

export const revokeOtherSessions: Handler<'revokeOtherSessions'> = async (call) => {
  const { user, login } = callerOf(call)
  await endLogins(call.tenant, user.id, call.nowMs, login?.id)
  return {}
}
