import { operationIds, operationRow } from '../../contracts/operations/index.ts'
import type { Account } from './account.ts'
import { type CollectionName, packRecords, unpackRecords } from './pack-records.ts'
import type { KeptWindow, RateWindow } from './rate-window.ts'
import type { Tenant } from './tenant.ts'
import type { Usage } from './usage.ts'

/** How each field of a tenant comes back, so that a new one does not compile until somebody has said. */
const fields: Readonly<Record<Exclude<keyof Tenant, CollectionName>, 'as it is' | 'by its parts' | 'out of the rest'>> =
  {
    name: 'out of the rest',
    traits: 'out of the rest',
    isInUse: 'as it is',
    plan: 'as it is',
    limitOverrides: 'as it is',
    limits: 'out of the rest',
    subscription: 'as it is',
    provider: 'as it is',
    failureShare: 'as it is',
    stream: 'as it is',
    clock: 'by its parts',
    window: 'by its parts',
    operationWindow: 'by its parts',
    usage: 'by its parts',
    cycleEndMs: 'as it is',
    worksQueued: 'as it is',
    alone: 'out of the rest',
    fileIndex: 'out of the rest',
    account: 'by its parts',
    shared: 'out of the rest',
  }

const plainNames = Object.entries(fields).flatMap(([name, how]) =>
  how === 'as it is' ? [name] : [],
) as (keyof Tenant)[] // keys of that record

const ratedOperations = operationIds.flatMap((id) => {
  const { rate } = operationRow(id)
  return rate ? [{ id, seconds: rate.windowSeconds }] : []
})

/** The windows of a tenant: the plan's, and those that operations have of their own. */
const windowsOf = (tenant: Tenant): readonly RateWindow[] => [
  tenant.window,
  ...ratedOperations.map(({ id, seconds }) => tenant.operationWindow(id, seconds)),
]

/** A Map as JSON; no name of ours begins with this. */
const mapMark = '\u0000map'

const withMaps = (_: string, value: unknown) => (value instanceof Map ? { [mapMark]: [...value] } : value)

function readMaps(_: string, value: unknown): unknown {
  const entries: unknown = typeof value === 'object' && value !== null && mapMark in value ? value[mapMark] : undefined
  return Array.isArray(entries) ? new Map(entries) : value
}

interface PackedTenant {
  readonly plain: Partial<Tenant>
  readonly account: Account
  readonly usage: Usage
  readonly keyUses: Tenant['keyUses']
  readonly windows: readonly (KeptWindow | null)[]
  readonly clock: Pick<Tenant['clock'], 'offsetMs' | 'skewSeconds'>
  /** What `packRecords` gives. */
  readonly records: string
}

/** Everything of a tenant's world but the bytes of its files, as text. Uploads under way are not part of it. */
export function packTenant(tenant: Tenant): string {
  const { account, usage, clock, keyUses } = tenant
  const state: PackedTenant = {
    plain: Object.fromEntries(plainNames.map((name) => [name, tenant[name]])),
    account,
    usage,
    keyUses,
    windows: windowsOf(tenant).map((window) => window.kept()),
    clock: { offsetMs: clock.offsetMs, skewSeconds: clock.skewSeconds },
    records: packRecords(tenant),
  }
  return JSON.stringify(state, withMaps)
}

/** Puts a packed world into a tenant that has none yet. */
export function unpackTenant(tenant: Tenant, packed: string): void {
  const state: PackedTenant = JSON.parse(packed, readMaps)
  const { plain, account, usage, keyUses, windows, clock, records } = state
  unpackRecords(tenant, records)
  Object.assign(tenant, plain)
  Object.assign(tenant.account, account)
  // What was on its way when the process ended is gone; videos whose chunks are awaited are not.
  const activeUploads = tenant.videoUploads.all().filter(({ state }) => state === 'uploading').length
  Object.assign(tenant.usage, usage, { activeUploads, streamBytes: 0 })
  for (const [id, use] of keyUses) tenant.keyUses.set(id, use)
  for (const [index, window] of windowsOf(tenant).entries()) window.restore(windows[index])
  tenant.clock.reset()
  tenant.clock.advance(clock.offsetMs)
  tenant.clock.skewSeconds = clock.skewSeconds
}
