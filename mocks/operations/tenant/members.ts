import type { TenantMemberResponse } from '../../../contracts/generated/types.ts'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { MemberRecord } from '../../tenant/account-records.ts'
import { endLogins } from '../../tenant/logins.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { newMember, refuseDomain } from '../auth/sign-up.ts'
import { callerOf, memberWithEmail } from '../caller.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { issueTicket, mailHeader } from '../tickets.ts'

/** When a member was last there: the last use of any of their sessions. */
function lastActiveMs({ logins, account }: Tenant, { id, lastLoginMs }: MemberRecord): number | null {
  const uses = logins
    .all()
    .filter(({ userId }) => userId === id)
    .map((login) => account.loginUses.get(login.id) ?? login.createdMs)
  return uses.length === 0 ? lastLoginMs : Math.max(...uses)
}

function memberBody(tenant: Tenant, member: MemberRecord): TenantMemberResponse {
  const activeMs = lastActiveMs(tenant, member)
  return {
    id: member.id,
    email: member.email,
    name: member.name,
    role: member.role,
    joined_at: member.joinedMs === null ? null : iso(member.joinedMs),
    last_active_at: activeMs === null ? null : iso(activeMs),
  }
}

export const listMembers: Handler<'listMembers'> = ({ tenant }) => ({
  body: tenant.members.all().map((member) => memberBody(tenant, member)),
})

/** The invited joins by signing up with that address, or by choosing a password with the token of the mail. */
export const inviteMember: Handler<'inviteMember'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs, platform } = call
    const { email, role } = body
    if (memberWithEmail(tenant, email))
      return refuse('HTTP_409', { message: `${email} is a member or invited already` })
    const refusal = refuseDomain(tenant, email)
    if (refusal) return refusal
    const invited = newMember(platform.uuid(), nowMs, { email, name: email, role: role as MemberRecord['role'] }) // its pattern allows no other
    const member = await tenant.members.create(invited)
    const ticket = await issueTicket(call, 'invitation', { userId: member.id, subject: email })
    return { headers: mailHeader(ticket), body: memberBody(tenant, member) }
  })

/** A member other than the owner, whom nobody changes. */
function findChangeable({ members }: Tenant, id: string): MemberRecord | Refusal {
  const member = members.get(id.toLowerCase())
  if (!member) return refuse('HTTP_404', { message: `No member has the id ${id}` })
  return member.role === 'owner' ? refuse('AUTHZ_ERROR', { message: 'The owner stays the owner' }) : member
}

export const changeMemberRole: Handler<'changeMemberRole'> = async ({ tenant, params, body }) => {
  const member = findChangeable(tenant, params.user_id)
  if ('error' in member) return member
  const changed = await tenant.members.update(member.id, (draft) => {
    draft.role = body.role as MemberRecord['role'] // its pattern allows no other
  })
  return { body: memberBody(tenant, changed ?? member) }
}

export const removeMember: Handler<'removeMember'> = async (call) => {
  const { tenant, params, nowMs } = call
  const member = findChangeable(tenant, params.user_id)
  if ('error' in member) return member
  if (member.id === callerOf(call).user.id) return invalid('user_id', 'Must not be your own', 400)
  await endLogins(tenant, member.id, nowMs)
  await tenant.members.delete(member.id)
  return { body: { detail: 'The member was removed' } }
}
