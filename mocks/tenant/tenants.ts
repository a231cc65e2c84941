import type { PlanName } from '../../contracts/limits.ts'
import type { WorldSeed } from '../../fixtures/world.ts'
import { isPromise, type MaybePromise } from '../message.ts'
import type { TimeSource } from '../time.ts'
import { plant } from './plant.ts'
import { createSharedBudgets, createTenant, type Tenant } from './tenant.ts'

/** The tenants of one mock, made on first use. */
export interface Tenants {
  /** The tenant itself once it exists: only its first request waits. */
  get(name: string): MaybePromise<Tenant>
  /** Those that exist. */
  list(): Tenant[]
  /** Forgets a tenant's world, or all; the next request finds a new one. */
  reset(name?: string): void
}

export function createTenants({
  time,
  plan,
  seed,
}: {
  time: TimeSource
  /** The plan of tenants whose name does not say otherwise. */
  plan?: PlanName | undefined
  seed: (tenant: string, nowMs: number) => Promise<WorldSeed>
}): Tenants {
  const shared = createSharedBudgets()
  const tenants = new Map<string, MaybePromise<Tenant>>()

  async function make(name: string): Promise<Tenant> {
    const tenant = createTenant(name, time, shared, plan)
    await plant(tenant, await seed(name, time.now()))
    return tenant
  }

  return {
    get(name) {
      const known = tenants.get(name)
      if (known) return known
      const made = make(name).then((tenant) => {
        if (tenants.get(name) === made) tenants.set(name, tenant)
        return tenant
      })
      tenants.set(name, made)
      made.catch(() => tenants.delete(name))
      return made
    },
    list: () => [...tenants.values()].filter((tenant): tenant is Tenant => !isPromise(tenant)),
    reset(name) {
      for (const [known, tenant] of tenants) {
        if (name !== undefined && known !== name) continue
        tenants.delete(known)
        if (!isPromise(tenant)) tenant.blobs.clear()
      }
    },
  }
}
