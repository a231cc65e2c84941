import { invalid } from '../../core/message.ts'
import { endLogins } from '../../tenant/logins.ts'
import { memberWithEmail } from '../caller.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { findTicket, issueTicket, mailHeader, redeemTicket } from '../tickets.ts'
import { logIn } from './log-in.ts'

/** An invitation lets in as a reset does: whoever holds it chooses the password. */
const resetKinds = ['password-reset', 'invitation'] as const

const minLength = 8

/** The same answer whether the address is known or not. */
export const requestPasswordReset: Handler<'requestPasswordReset'> = async (call) => {
  const member = memberWithEmail(call.tenant, call.body.email)
  const ticket = member && (await issueTicket(call, 'password-reset', { userId: member.id, subject: member.email }))
  return {
    headers: ticket ? mailHeader(ticket) : [],
    body: { message: 'If the address is known, a mail was sent' },
  }
}

export const validateResetToken: Handler<'validateResetToken'> = (call) => {
  const ticket = findTicket(call, resetKinds, call.query.token)
  return {
    body: {
      valid: ticket !== undefined,
      email: ticket?.subject ?? null,
      expires_at: ticket ? iso(ticket.expiresMs) : null,
    },
  }
}

export const completePasswordReset: Handler<'completePasswordReset'> = async (call) => {
  const { tenant, body, nowMs } = call
  if (body.new_password.length < minLength)
    return invalid('new_password', `Must be at least ${minLength} characters long`)
  const ticket = await redeemTicket(call, resetKinds, body.token)
  if ('error' in ticket) return ticket
  const member = await tenant.members.update(ticket.userId ?? '', (draft) => {
    draft.password = body.new_password
    draft.isVerified = true
    draft.joinedMs ??= nowMs
  })
  if (!member) return invalid('token', 'Must be that of a member', 400)
  await endLogins(tenant, member.id, nowMs)
  return logIn(call, member, false)
}
