import type { Attempt } from './journal.ts'
import { createRing, type Ring } from './ring.ts'

/** The attempts of each tenant, bounded in number, and in bytes for all together. */
export interface Rings {
  /** The ring of a tenant, made on first use. */
  of(tenant: string): Ring
  /** The same where there is one. */
  known(tenant: string): Ring | undefined
  /** Puts an attempt into its tenant's ring, and makes room. */
  push(ring: Ring, attempt: Attempt): void
  /** The ring of one tenant, or all. */
  chosen(tenant: string | undefined): Ring[]
  /** Forgets one tenant's ring, or all. */
  clear(tenant: string | undefined): void
}

export interface RingsOptions {
  readonly requestIdOf: (attempt: number) => string
  readonly capacity: number
  readonly maxBytes: number
}

export function createRings({ requestIdOf, capacity, maxBytes }: RingsOptions): Rings {
  const rings = new Map<string, Ring>()
  let bytes = 0
  /** The tenant whose ring stands last. */
  let busiest: string | undefined

  function forget(tenant: string) {
    bytes -= rings.get(tenant)?.bytes ?? 0
    rings.delete(tenant)
  }

  /** Makes room: tenants that have been silent longest are forgotten first, then the older half of the busy one. */
  function shrink(busy: string, ring: Ring) {
    for (const tenant of rings.keys()) {
      if (bytes <= maxBytes) return
      if (tenant !== busy) forget(tenant)
    }
    while (bytes > maxBytes && ring.length > 1) {
      bytes -= ring.bytes
      ring.halve()
      bytes += ring.bytes
    }
  }

  return {
    of(tenant) {
      const known = rings.get(tenant)
      if (known && tenant === busiest) return known
      busiest = tenant
      const ring = known ?? createRing({ tenant, capacity, requestIdOf })
      // Set again to stand last: the map's order is that of the tenants' latest attempts.
      rings.delete(tenant)
      rings.set(tenant, ring)
      return ring
    },
    known: (tenant) => rings.get(tenant),
    push(ring, attempt) {
      bytes -= ring.bytes
      ring.push(attempt)
      bytes += ring.bytes
      if (bytes > maxBytes) shrink(attempt.tenant, ring)
    },
    chosen: (tenant) => [...rings].filter(([name]) => tenant === undefined || name === tenant).map(([, ring]) => ring),
    clear(tenant) {
      if (tenant !== undefined) return forget(tenant)
      rings.clear()
      bytes = 0
    },
  }
}
