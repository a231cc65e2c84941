import { dataOf } from '../data-file/data.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { applyTenantPatch } from '../tenant/tenant-patch.ts'
import type { Beginning } from './beginning.ts'

/** What new tenants are made up from. */
export interface MadeUp {
  readonly seed: number
  /** How many images. */
  readonly files: number
}

/** Makes records up. What it takes is loaded with the first tenant that has none of its own. */
async function makeUp(tenant: Tenant, { seed, files }: MadeUp): Promise<void> {
  const { buildWorld } = await import('../../fixtures/world.ts')
  const { seedWorld } = await import('../tenant/seed-world.ts')
  seedWorld(tenant, buildWorld({ seed, tenant: tenant.name, nowMs: tenant.clock.now(), files }))
}

/** Gives a new tenant its records, and what the scenario says of it. */
export async function fillTenant(tenant: Tenant, { scenario, data }: Beginning, madeUp: MadeUp): Promise<void> {
  const own = data && dataOf(data, tenant.name)
  if (own) (await import('../data-file/fill-with-data.ts')).fillWithData(tenant, own)
  else await makeUp(tenant, madeUp)
  const patch = scenario?.tenants?.[tenant.name]
  if (patch) applyTenantPatch(tenant, patch)
}
