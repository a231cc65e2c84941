import { type Refusal, refuse } from '../../core/message.ts'
import { isAdmin } from '../../tenant/logins.ts'
import { callerOf } from '../caller.ts'
import type { Context } from '../operation.ts'

/** Why the caller has no say in what a tenant pays; undefined when they have. */
export function refuseBilling(context: Context, tenantId: string | null | undefined): Refusal | undefined {
  if (!isAdmin(callerOf(context).user)) return refuse('AUTHZ_ERROR', { message: 'Only owner and administrators pay' })
  const { id } = context.tenant.account
  if (tenantId == null || tenantId.toLowerCase() === id) return undefined
  return refuse('HTTP_404', { message: `No tenant of yours has the id ${tenantId}` })
}
