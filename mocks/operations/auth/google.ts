import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { MemberRecord } from '../../tenant/account-records.ts'
import { callerOf, memberWithEmail } from '../caller.ts'
import { openUrl } from '../open-url.ts'
import type { Context, Handler } from '../operation.ts'
import { issueTicket, redeemTicket } from '../tickets.ts'
import { logIn } from './log-in.ts'
import { newMember } from './sign-up.ts'

/** Who is logged in at the Google that the mock plays. */
const googleUser = { email: 'google.user@example.com', name: 'Gregor Google' }

/** The address in the payload of an ID token (RFC 7519). Nothing is verified: the mock knows no key of Google's. */
function emailOfIdToken(token: string): string | undefined {
  const [, payload = ''] = token.split('.')
  try {
    const { email } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof email === 'string' ? email : undefined
  } catch {
    return undefined
  }
}

const noToken = () =>
  refuse('INVALID_API_KEY', { message: 'The ID token is none: its payload must be a JSON object with an email' })

const markLinked = ({ tenant, nowMs }: Context, { id }: MemberRecord) =>
  tenant.members.update(id, (draft) => {
    draft.hasGoogle = true
    draft.isVerified = true
    draft.joinedMs ??= nowMs
  })

/** The member whom a Google account logs in; who was never here joins as a viewer. */
async function memberOf(
  context: Context,
  { email, name = email, password }: { email: string; name?: string; password?: string | null },
): Promise<MemberRecord | Refusal> {
  const { tenant, platform, nowMs } = context
  const known = memberWithEmail(tenant, email)
  const isPasswordUser = known && !known.hasGoogle && known.password !== null
  if (isPasswordUser && known.password !== password)
    return refuse('HTTP_409', {
      message: `${email} logs in with a password; send it as well to link the Google account`,
    })
  const member =
    known ?? (await tenant.members.create(newMember(platform.uuid(), nowMs, { email, name, role: 'viewer' })))
  return (await markLinked(context, member)) ?? member
}

export const loginWithGoogle: Handler<'loginWithGoogle'> = (call) =>
  call.tenant.alone(async () => {
    const { id_token: token, password, remember_me: isRemembered } = call.body
    const email = emailOfIdToken(token)
    if (email === undefined) return noToken()
    const member = await memberOf(call, { email, password: password ?? null })
    return 'error' in member ? member : logIn(call, member, isRemembered)
  })

/** The URL leads straight back: the Google that the mock plays asks nobody. */
export const initiateGoogleLogin: Handler<'initiateGoogleLogin'> = async (call) => {
  const { id: state } = await issueTicket(call, 'google', { subject: call.query.action })
  const query = new URLSearchParams({ code: 'google-user', state })
  return { body: { authorization_url: openUrl(call, `/auth/session/google/callback?${query}`), state } }
}

export const completeGoogleLogin: Handler<'completeGoogleLogin'> = (call) =>
  call.tenant.alone(async () => {
    const { code, state, error } = call.query
    if (error !== undefined) return refuse('INVALID_API_KEY', { message: `Google did not log the user in: ${error}` })
    if (code === undefined) return invalid('code', 'Is required', 400)
    const ticket = await redeemTicket(call, ['google'], state ?? '', 'state')
    if ('error' in ticket) return ticket
    const member = await memberOf(call, googleUser)
    return 'error' in member ? member : logIn(call, member, false)
  })

export const linkProvider: Handler<'linkProvider'> = async (call) => {
  const { provider, id_token: token, password } = call.body
  if (provider != null && provider !== 'google') return invalid('provider', 'Must be google', 400)
  if (token == null) return invalid('id_token', 'Is required', 400)
  const email = emailOfIdToken(token)
  if (email === undefined) return noToken()
  const { user } = callerOf(call)
  const other = memberWithEmail(call.tenant, email)
  if (other && other.id !== user.id) return refuse('HTTP_409', { message: `${email} belongs to another user` })
  if (password != null && password !== user.password) return invalid('password', 'Is wrong', 400)
  await markLinked(call, user)
  return { body: { success: true, provider: 'google', message: 'The Google account is linked' } }
}
