import type { Tenant } from './tenant.ts'

/** Gives back what a tenant holds of what all of them share. */
export function releaseShared({ blobs, audit, uses }: Tenant): void {
  for (const one of [blobs, audit, uses]) one.clear()
}
