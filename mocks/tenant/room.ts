import type { TimeSource } from '../core/time.ts'
import { releaseShared } from './release-shared.ts'
import type { Tenant } from './tenant.ts'
import type { WorldKeeper } from './world-keeper.ts'

/** A tenant, when it was used last, and where its records are. */
export interface Entry {
  readonly tenant: Tenant
  usedMs: number
  /** Set while its records are being seeded or unpacked. */
  rising: Promise<Tenant> | null
  /** The records of a tenant that is asleep. */
  packed: Uint8Array<ArrayBuffer> | null
  isFalling: boolean
}

/** How many tenants there may be, and who is told of those that go. */
export interface RoomOptions {
  readonly time: TimeSource
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

/** Loaded with the first tenant that falls asleep, which few mocks have. */
const sleep = () => import('./sleep.ts')

/** Those of the first that are too many, the first ones. */
const surplus = (entries: readonly Entry[], most: number) => entries.slice(0, Math.max(0, entries.length - most))

/** Puts the records back of a tenant that was asleep. */
export const wakeUp = async ({ tenant }: Entry, packed: Uint8Array<ArrayBuffer>): Promise<void> =>
  (await sleep()).wakeWith(tenant, packed)

/** Makes room: the function packs the records of the tenants idle longest, and lets go of those that are too many. */
export function createRoom(
  entries: Map<string, Entry>,
  { time, keeper, onNotice, awake = 32, kept = 2_000, idleMs = 5_000 }: RoomOptions,
): () => void {
  const isIdle = ({ tenant, usedMs, rising }: Entry) =>
    usedMs <= time.monotonic() - idleMs && !rising && tenant.usage.streamBytes === 0 && !keeper?.isPending(tenant)

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
    releaseShared(tenant)
    keeper?.release(tenant)
    if (!keeper) onNotice?.(`Tenant ${tenant.name} was let go: it was idle longest of more than ${kept} tenants`)
  }

  return () => {
    const byUse = [...entries.values()].sort((a, b) => a.usedMs - b.usedMs)
    const up = byUse.filter(({ packed, isFalling }) => !packed && !isFalling)
    for (const entry of surplus(up, awake).filter(isIdle))
      fallAsleep(entry).catch((error: unknown) => onNotice?.(`Tenant ${entry.tenant.name} stays in memory: ${error}`))
    // Whoever sends requests without a key can make tenants, but only push out others made so.
    const byWorth = [...byUse.filter(({ tenant }) => !tenant.isInUse), ...byUse.filter(({ tenant }) => tenant.isInUse)]
    for (const entry of surplus(byWorth, kept).filter(isIdle)) evict(entry)
  }
}
