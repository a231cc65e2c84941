import { buildWorld } from '../../fixtures/world.ts'
import { seedWorld } from '../tenant/seed-world.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { applyTenantPatch } from '../tenant/tenant-patch.ts'
import type { Beginning } from './beginning.ts'

/** What new tenants are made up from. */
export interface MadeUp {
  readonly seed: number
  /** How many images. */
  readonly files: number
}

/** Gives a new tenant its records, and what the scenario says of it. Loaded with the first tenant, and faker with it. */
export async function fillTenant(tenant: Tenant, { scenario }: Beginning, { seed, files }: MadeUp): Promise<void> {
  const { name, clock } = tenant
  await seedWorld(tenant, buildWorld({ seed, tenant: name, nowMs: clock.now(), files }))
  const patch = scenario?.tenants?.[name]
  if (patch) applyTenantPatch(tenant, patch)
}
