import type { Tenant } from './tenant.ts'

/** Where the worlds of tenants outlast the process. */
export interface WorldKeeper {
  /** Puts into a new tenant what was kept of it; false when that is nothing. */
  restore(tenant: Tenant): Promise<boolean>
  /** A tenant may have changed: it is kept soon. */
  touch(tenant: Tenant): void
  /** Whether something of a tenant waits to be kept: until then its records must stay where they are. */
  isPending(tenant: Tenant): boolean
  /** The tenant is let go; what was kept of it stays. */
  release(tenant: Tenant): void
  /** Forgets what was kept of a tenant, or all. */
  forget(name?: string): void
}
