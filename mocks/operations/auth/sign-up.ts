import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { MemberRecord } from '../../tenant/account-records.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { callerOf, memberWithEmail } from '../caller.ts'
import { iso } from '../iso.ts'
import type { Context, Handler } from '../operation.ts'
import { issueTicket, mailHeader, redeemTicket } from '../tickets.ts'
import { logIn } from './log-in.ts'

/** Why an address may not join; undefined when it may. */
export function refuseDomain({ account }: Tenant, email: string): Refusal | undefined {
  const { allowedDomains: allowed } = account
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  if (allowed.length === 0 || allowed.some((one) => one.toLowerCase() === domain)) return undefined
  return invalid('email', `Must be an address of ${allowed.join(' or ')}`)
}

/** A member as they begin: not joined yet. */
export const newMember = (
  id: string,
  nowMs: number,
  fields: Pick<MemberRecord, 'email' | 'name' | 'role'>,
): MemberRecord => ({
  id,
  ...fields,
  password: null,
  hasGoogle: false,
  isVerified: false,
  verificationSentMs: null,
  preferences: {},
  createdMs: nowMs,
  joinedMs: null,
  lastLoginMs: null,
})

/**
 * In the API, who signs up gets a tenant of their own; here they join the tenant of the base URL, with an administrator's
 * role. Who was invited keeps the role of the invitation.
 */
export const registerUser: Handler<'registerUser'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs, platform } = call
    const { email, name, password } = body
    const known = memberWithEmail(tenant, email)
    if (known && known.joinedMs !== null)
      return refuse('HTTP_409', { message: `${email} is in use`, details: { field: 'email' } })
    const refusal = refuseDomain(tenant, email)
    if (refusal) return refusal
    const begun =
      known ?? (await tenant.members.create(newMember(platform.uuid(), nowMs, { email, name, role: 'admin' })))
    const change = { name, password, joinedMs: nowMs, verificationSentMs: nowMs }
    await tenant.members.update(begun.id, (draft) => Object.assign(draft, change))
    const session = body.auto_login ? await logIn(call, { ...begun, ...change }, false) : null
    const ticket = await issueTicket(call, 'verification', { userId: begun.id, subject: email })
    return {
      headers: [...(session?.headers ?? []), ...mailHeader(ticket)],
      body: {
        user_id: begun.id,
        email: begun.email,
        name,
        tenant_id: tenant.account.id,
        session_id: session?.body.session_id ?? null,
        session_token: session?.body.session_token ?? null,
        email_verification_required: true,
        email_sent: true,
        email_error: null,
        message: 'Signed up; what the mail would hold stands in the header Mock-Mail-Token',
      },
    }
  })

export const verifyEmail: Handler<'verifyEmail'> = async (call) => {
  const ticket = await redeemTicket(call, ['verification'], call.body.token)
  if ('error' in ticket) return ticket
  await call.tenant.members.update(ticket.userId ?? '', (draft) => {
    draft.isVerified = true
  })
  return { body: { message: 'The e-mail address is verified' } }
}

async function sendVerification(call: Context, member: MemberRecord): Promise<[string, string]> {
  await call.tenant.members.update(member.id, (draft) => {
    draft.verificationSentMs = call.nowMs
  })
  return mailHeader(await issueTicket(call, 'verification', { userId: member.id, subject: member.email }))
}

export const resendVerification: Handler<'resendVerification'> = async (call) => {
  const { user } = callerOf(call)
  if (user.isVerified) return invalid('email', 'Is verified already', 400)
  return { headers: await sendVerification(call, user), body: { message: 'The mail was sent' } }
}

/** The same answer whether the address is known or not. */
export const resendVerificationByEmail: Handler<'resendVerificationByEmail'> = async (call) => {
  const member = memberWithEmail(call.tenant, call.body.email)
  return {
    headers: member && !member.isVerified ? await sendVerification(call, member) : [],
    body: { message: 'If the address is known and not verified, a mail was sent' },
  }
}

export const getEmailVerificationStatus: Handler<'getEmailVerificationStatus'> = (call) => {
  const { email, isVerified, verificationSentMs: sentMs } = callerOf(call).user
  return { body: { email, email_verified: isVerified, verification_sent_at: sentMs === null ? null : iso(sentMs) } }
}
