import { sessions } from '../../../contracts/limits.ts'
import { sessionCookie } from '../../core/credentials.ts'
import { first, refuse } from '../../core/message.ts'
import type { MemberRecord } from '../../tenant/account-records.ts'
import { openLogin, tokenOf } from '../../tenant/logins.ts'
import { memberWithEmail } from '../caller.ts'
import type { Context, Handler, Success } from '../operation.ts'

/** Opens a session for a member: its token stands in the body and in the cookie that browsers keep. */
export async function logIn(
  context: Context,
  member: MemberRecord,
  isRemembered: boolean,
): Promise<Success<'login'> & Required<Pick<Success<'login'>, 'body' | 'headers'>>> {
  const { tenant, nowMs, platform, request } = context
  const device = first(request.headers['user-agent']) ?? null
  const login = await openLogin(tenant, member, { nowMs, device, isRemembered, uuid: platform.uuid })
  await tenant.members.update(member.id, (draft) => {
    draft.lastLoginMs = nowMs
  })
  const token = tokenOf(tenant, login)
  return {
    headers: [...sessionCookie(token, (login.endsMs - nowMs) / 1_000)],
    body: {
      user_id: member.id,
      email: member.email,
      name: member.name,
      email_verified: member.isVerified,
      is_active: true,
      session_id: login.id,
      session_token: token,
      message: `Logged in; the token holds for ${sessions.tokenSeconds} seconds unless it is extended`,
    },
  }
}

/** Says the same of an unknown address and of a wrong password: neither can be guessed from the other. */
export const login: Handler<'login'> = (call) => {
  const { tenant, body } = call
  const member = memberWithEmail(tenant, body.email)
  if (!member || member.password !== body.password || tenant.account.closedMs !== null)
    return refuse('INVALID_API_KEY', { message: 'The e-mail address or the password is wrong' })
  return logIn(call, member, body.remember_me)
}
