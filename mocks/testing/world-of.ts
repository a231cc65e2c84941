import type { Core, PlainMock } from '../core/core.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Looks into the world of one of a mock's tenants. */
export async function worldOf({ core }: { readonly core: PlainMock }, tenant: string): Promise<Tenant> {
  const { tenants } = core as Core // it has them; its public type leaves them out
  return tenants.get(tenant)
}
