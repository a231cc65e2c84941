import { type Refusal, refuse } from '../../core/message.ts'
import type { Tenant } from '../../tenant/tenant.ts'

/** Why a file cannot go where it shall: `custom` is the tenant's own bucket, which must be configured. */
export function refuseTarget({ account }: Tenant, target: unknown): Refusal | undefined {
  if (target !== 'custom' || account.bucket) return undefined
  return refuse('HTTP_501', { message: 'The storage is not configured: the tenant has no bucket of its own' })
}
