import { invalid } from '../../core/message.ts'
import { endLogins } from '../../tenant/logins.ts'
import { callerOf } from '../caller.ts'
import type { Handler } from '../operation.ts'

/** Ends the user's other sessions; this one goes on until its token is rotated. */
export const changePassword: Handler<'changePassword'> = async (call) => {
  const { tenant, body, nowMs, baseUrl, request } = call
  const { user, login } = callerOf(call)
  if (user.password !== body.current_password) return invalid('current_password', 'Is wrong', 400)
  await tenant.members.update(user.id, (draft) => {
    draft.password = body.new_password
  })
  await endLogins(tenant, user.id, nowMs, login?.id)
  return {
    body: {
      message: 'The password was changed',
      session_rotation_required: true,
      rotation_endpoint: `${baseUrl.slice(request.origin.length)}/auth/session/rotate-session`,
    },
  }
}

export const setInitialPassword: Handler<'setInitialPassword'> = async (call) => {
  const { user } = callerOf(call)
  if (user.password !== null) return invalid('body', 'Must not be sent by a user who has a password', 400)
  await call.tenant.members.update(user.id, (draft) => {
    draft.password = call.body
  })
  return { body: { success: true, auth_provider: user.hasGoogle ? 'both' : 'password' } }
}
