import type { PlanName } from '../../contracts/limits.ts'
import type { MaybePromise } from '../core/message.ts'
import { releaseShared } from './release-shared.ts'
import { createRoom, type Entry, type RoomOptions, wakeUp } from './room.ts'
import type { StreamPace, Tenant } from './tenant.ts'

/** The tenants of one mock, made on first use. */
export interface Tenants {
  /** The tenant itself once it is awake: only its first request waits, and the first after a long sleep. */
  get(name: string): MaybePromise<Tenant>
  /** Those that exist; of one that is asleep the records are not there. */
  list(): Tenant[]
  /** Changes how fast message streams are, of every tenant there is and will be. */
  setPace(stream: StreamPace): void
  /** Forgets a tenant's world, or all; the next request finds a new one. */
  reset(name?: string): void
  /** An attempt of a tenant has ended: what it changed is kept soon. */
  ended(name: string): void
}

export interface TenantsOptions extends RoomOptions {
  /** The plan of tenants whose name does not say otherwise. */
  readonly plan?: PlanName | undefined
  /** Gives a new tenant what it begins with. */
  readonly fill: (tenant: Tenant) => Promise<void>
}

export function createTenants(options: TenantsOptions): Tenants {
  const { time, plan, fill, keeper } = options
  let make: ((name: string) => Tenant) | undefined
  const entries = new Map<string, Entry>()
  const makeRoom = createRoom(entries, options)
  let stream: StreamPace | undefined

  /** Loaded with the first tenant: in a page's bundle, collections and what fills them are a third of everything. */
  async function addFirst(name: string): Promise<Tenant> {
    const { createSharedBudgets, createTenant } = await import('./tenant.ts')
    const shared = createSharedBudgets()
    make ??= (wanted) => createTenant(wanted, time, shared, { plan, stream, onWrite: keeper && touchIfReady })
    return find(name, make)
  }

  function add(name: string, makeTenant: (name: string) => Tenant): Promise<Tenant> {
    const tenant = makeTenant(name)
    const entry: Entry = { tenant, usedMs: time.monotonic(), rising: null, packed: null, isFalling: false }
    entries.set(name, entry)
    const filling = rise(entry, async () => (await keeper?.restore(tenant)) || fill(tenant))
    makeRoom()
    return filling
  }

  /** Fills a tenant's collections; one whose filling fails is not kept, so that the next request tries anew. */
  function rise(entry: Entry, getReady: () => Promise<unknown>): Promise<Tenant> {
    const { tenant } = entry
    const rising = getReady().then(() => {
      entry.rising = null
      keeper?.touch(tenant)
      return tenant
    })
    rising.catch(() => entries.delete(tenant.name))
    entry.rising = rising
    return rising
  }

  function wake(entry: Entry, packed: Uint8Array<ArrayBuffer>): Promise<Tenant> {
    entry.packed = null
    const awoken = rise(entry, () => wakeUp(entry, packed))
    makeRoom()
    return awoken
  }

  /** What is written while records are filled in is not a change, and half a world is not kept. */
  function touchIfReady(tenant: Tenant): void {
    const entry = entries.get(tenant.name)
    if (entry?.tenant === tenant && !entry.rising && !entry.packed) keeper?.touch(tenant)
  }

  function find(name: string, makeTenant: (name: string) => Tenant): MaybePromise<Tenant> {
    const entry = entries.get(name)
    if (!entry) return add(name, makeTenant)
    entry.usedMs = time.monotonic()
    if (entry.rising) return entry.rising
    if (entry.packed) return wake(entry, entry.packed)
    keeper?.touch(entry.tenant)
    return entry.tenant
  }

  return {
    get: (name) => (make ? find(name, make) : addFirst(name)),
    setPace(pace) {
      stream = pace
      for (const { tenant } of entries.values()) tenant.stream = pace
    },
    ended(name) {
      const tenant = entries.get(name)?.tenant
      if (tenant) touchIfReady(tenant)
    },
    list: () => [...entries.values()].map(({ tenant }) => tenant),
    reset(name) {
      keeper?.forget(name)
      for (const [known, { tenant }] of entries) {
        if (name !== undefined && known !== name) continue
        entries.delete(known)
        releaseShared(tenant)
      }
    },
  }
}
