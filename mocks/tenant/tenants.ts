import type { PlanName } from '../../contracts/limits.ts'
import type { MaybePromise } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import type { StreamPace, Tenant } from './tenant.ts'
import type { WorldKeeper } from './world-keeper.ts'

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

export interface TenantsOptions {
  readonly time: TimeSource
  /** The plan of tenants whose name does not say otherwise. */
  readonly plan?: PlanName | undefined
  /** Gives a new tenant what it begins with. */
  readonly fill: (tenant: Tenant) => Promise<void>
  /** Where worlds outlast the process; nowhere when it is left out. */
  readonly keeper?: WorldKeeper | undefined
  /** Told when a tenant is let go. */
  readonly onNotice?: ((text: string) => void) | undefined
  /** So many tenants keep their records ready; beyond, those idle longest keep them packed. Default 32. */
  readonly awake?: number
  /** So many tenants are kept at all; beyond, the one idle longest is let go. Default 2,000. */
  readonly kept?: number
  /** Nobody falls asleep who was used within so many milliseconds. Default 5,000: longer than a request takes. */
  readonly idleMs?: number
}

interface Entry {
  readonly tenant: Tenant
  usedMs: number
  /** Set while its records are being seeded or unpacked. */
  rising: Promise<Tenant> | null
  /** The records of a tenant that is asleep. */
  packed: Uint8Array<ArrayBuffer> | null
  isFalling: boolean
}

/** Loaded with the first tenant that falls asleep, which few mocks have. */
const sleep = () => import('./sleep.ts')

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: waking, sleeping and dropping share one order of use; to be split
export function createTenants(options: TenantsOptions): Tenants {
  const { time, plan, fill, keeper, onNotice, awake = 32, kept = 2_000, idleMs = 5_000 } = options
  let make: ((name: string) => Tenant) | undefined
  const entries = new Map<string, Entry>()
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
    const filling = rise(entry, async () => {
      if (!(await keeper?.restore(tenant))) await fill(tenant)
    })
    makeRoom()
    return filling
  }

  /** Fills a tenant's collections; one whose filling fails is not kept, so that the next request tries anew. */
  function rise(entry: Entry, getReady: () => Promise<void>): Promise<Tenant> {
    const rising = getReady().then(() => {
      entry.rising = null
      keeper?.touch(entry.tenant)
      return entry.tenant
    })
    rising.catch(() => entries.delete(entry.tenant.name))
    entry.rising = rising
    return rising
  }

  function wake(entry: Entry, packed: Uint8Array<ArrayBuffer>): Promise<Tenant> {
    entry.packed = null
    const awoken = rise(entry, async () => (await sleep()).wakeWith(entry.tenant, packed))
    makeRoom()
    return awoken
  }

  /** What is written while records are filled in is not a change, and half a world is not kept. */
  function touchIfReady(tenant: Tenant): void {
    const entry = entries.get(tenant.name)
    if (entry?.tenant === tenant && !entry.rising && !entry.packed) keeper?.touch(tenant)
  }

  /** Packs the records of the tenants idle longest, and lets go of those that are too many. */
  function makeRoom(): void {
    const idleSince = time.monotonic() - idleMs
    const byUse = [...entries.values()].sort((a, b) => a.usedMs - b.usedMs)
    const up = byUse.filter(({ packed, isFalling }) => !packed && !isFalling)
    for (const entry of up.slice(0, Math.max(0, up.length - awake))) {
      if (!isIdle(entry, idleSince)) continue
      fallAsleep(entry).catch((error: unknown) => onNotice?.(`Tenant ${entry.tenant.name} stays in memory: ${error}`))
    }
    // Whoever sends requests without a key can make tenants, but only push out others made so.
    const byWorth = [...byUse.filter(({ tenant }) => !tenant.isInUse), ...byUse.filter(({ tenant }) => tenant.isInUse)]
    for (const entry of byWorth.slice(0, Math.max(0, byWorth.length - kept))) {
      if (isIdle(entry, idleSince)) evict(entry)
    }
  }

  const isIdle = ({ tenant, usedMs, rising }: Entry, since: number) =>
    usedMs <= since && rising === null && tenant.usage.streamBytes === 0 && !keeper?.isPending(tenant)

  /** The records stay until they are packed, and for good when the tenant is used meanwhile. */
  async function fallAsleep(entry: Entry): Promise<void> {
    const { usedMs, tenant } = entry
    entry.isFalling = true
    const { packedRecords, clearRecords } = await sleep()
    const packed = await packedRecords(tenant)
    entry.isFalling = false
    if (entry.usedMs !== usedMs || keeper?.isPending(tenant)) return
    entry.packed = packed
    clearRecords(tenant)
  }

  function evict({ tenant }: Entry): void {
    entries.delete(tenant.name)
    tenant.blobs.clear()
    keeper?.release(tenant)
    if (!keeper) onNotice?.(`Tenant ${tenant.name} was let go: it was idle longest of more than ${kept} tenants`)
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
        tenant.blobs.clear()
      }
    },
  }
}
