import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { callerOf, memberWithEmail } from '../caller.ts'
import type { Handler } from '../operation.ts'
import { issueTicket, mailHeader, redeemTicket } from '../tickets.ts'

const refuseTaken = (tenant: Tenant, email: string): Refusal | undefined =>
  memberWithEmail(tenant, email) && refuse('HTTP_409', { message: `${email} is in use` })

export const changeEmail: Handler<'changeEmail'> = async (call) => {
  const { tenant, body } = call
  const { user } = callerOf(call)
  if (user.password !== body.password) return invalid('password', 'Is wrong', 400)
  const refusal = refuseTaken(tenant, body.new_email)
  if (refusal) return refusal
  const ticket = await issueTicket(call, 'email-change', { userId: user.id, subject: body.new_email })
  return { headers: mailHeader(ticket), body: { message: 'The address changes when its token is confirmed' } }
}

export const confirmEmailChange: Handler<'confirmEmailChange'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body } = call
    const ticket = await redeemTicket(call, ['email-change'], body.token)
    if ('error' in ticket) return ticket
    const refusal = refuseTaken(tenant, ticket.subject)
    if (refusal) return refusal
    await tenant.members.update(ticket.userId ?? '', (draft) => {
      draft.email = ticket.subject
      draft.isVerified = true
    })
    return { body: { message: 'The address was changed' } }
  })
