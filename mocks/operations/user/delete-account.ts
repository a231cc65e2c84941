import { invalid } from '../../core/message.ts'
import { endLogins } from '../../tenant/logins.ts'
import { callerOf } from '../caller.ts'
import type { Handler } from '../operation.ts'

const confirmation = 'delete my account'

/** With its owner the tenant goes: no credential of it holds any more. Its records stay until it is reset. */
export const deleteAccount: Handler<'deleteAccount'> = async (call) => {
  const { tenant, body, nowMs } = call
  if (body.confirmation !== confirmation) return invalid('confirmation', `Must be "${confirmation}"`, 400)
  const { user } = callerOf(call)
  await endLogins(tenant, user.id, nowMs)
  if (user.role === 'owner') tenant.account.closedMs = nowMs
  else await tenant.members.delete(user.id)
  return { body: { message: 'The account was deleted' } }
}
