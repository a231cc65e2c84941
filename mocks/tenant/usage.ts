import { type Refusal, refuse } from '../core/message.ts'
import type { Tenant } from './tenant.ts'

/** What is counted against the plan. Plain numbers, changed in one step: a record would lose concurrent updates. */
export interface Usage {
  storageBytes: number
  /** AI descriptions and other questions to the provider in this billing cycle. */
  descriptions: number
  /** Uploads under way: streams that are being read and videos whose chunks are awaited. */
  activeUploads: number
  /** Bytes of streaming uploads under way. */
  streamBytes: number
}

/** When the billing cycle of a moment began: the first of its month, UTC, epoch milliseconds. */
export function cycleStartMs(nowMs: number): number {
  const date = new Date(nowMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

/** When the billing cycle of a moment ends: the first of the next month, UTC, epoch milliseconds. */
export function cycleEndMs(nowMs: number): number {
  const date = new Date(nowMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

/** Opens the counters anew when the clock has passed into another billing cycle. */
export function rollCycle(tenant: Tenant, nowMs: number): void {
  const endMs = cycleEndMs(nowMs)
  if (tenant.cycleEndMs === endMs) return
  tenant.cycleEndMs = endMs
  tenant.usage.descriptions = 0
}

const dayMs = 86_400_000

/** How many descriptions the plan and the credits that were bought still cover in this cycle. */
export function descriptionsLeft(tenant: Tenant, nowMs: number): number {
  rollCycle(tenant, nowMs)
  return planLeft(tenant) + tenant.account.prepaidCredits
}

/** Takes so many descriptions from the plan, or says why not; then none is taken. */
export function takeDescriptions(tenant: Tenant, count: number, nowMs: number): Refusal | undefined {
  const left = descriptionsLeft(tenant, nowMs)
  if (count > left) {
    return refuse('USAGE_LIMIT_EXCEEDED', {
      message: `${count} AI descriptions asked for, ${left} of ${tenant.limits.descriptionsPerMonth} left this month`,
      details: { requested: count, available: left, monthly_limit: tenant.limits.descriptionsPerMonth },
      retryAfterMs: cycleEndMs(nowMs) - nowMs,
    })
  }
  const { usage, account } = tenant
  account.prepaidCredits -= Math.max(0, count - planLeft(tenant))
  usage.descriptions += count
  const day = nowMs - (nowMs % dayMs)
  account.creditsByDay.set(day, (account.creditsByDay.get(day) ?? 0) + count)
  return undefined
}

/** What is left of the plan alone. */
const planLeft = ({ limits, usage }: Tenant): number => Math.max(0, limits.descriptionsPerMonth - usage.descriptions)

/** Takes storage for so many bytes, or says why not; then none is taken. In one step, so that uploads that end together never overshoot. */
export function takeStorage(tenant: Tenant, bytes: number): Refusal | undefined {
  const { storageBytes: limit } = tenant.limits
  const free = limit - tenant.usage.storageBytes
  if (bytes > free) {
    return refuse('STORAGE_QUOTA_EXCEEDED', {
      message: `The upload needs ${bytes} bytes; ${Math.max(0, free)} of ${limit} are free`,
      details: { required_bytes: bytes, available_bytes: Math.max(0, free), limit_bytes: limit },
    })
  }
  tenant.usage.storageBytes += bytes
  return undefined
}

export function releaseStorage(tenant: Tenant, bytes: number): void {
  tenant.usage.storageBytes = Math.max(0, tenant.usage.storageBytes - bytes)
}

/** Takes places for so many uploads at once, or says why not. Give them back with `releaseUploads`. */
export function takeUploads(tenant: Tenant, count = 1): Refusal | undefined {
  const { concurrentUploads: limit } = tenant.limits
  if (tenant.usage.activeUploads + count > limit) {
    return refuse('CONCURRENT_UPLOAD_LIMIT_EXCEEDED', {
      message: `${tenant.usage.activeUploads} uploads are under way; the plan allows ${limit} at once`,
      details: { active: tenant.usage.activeUploads, limit },
    })
  }
  tenant.usage.activeUploads += count
  return undefined
}

export function releaseUploads(tenant: Tenant, count = 1): void {
  tenant.usage.activeUploads = Math.max(0, tenant.usage.activeUploads - count)
}
