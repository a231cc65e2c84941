import { cycleEndMs, descriptionsLeft, rollCycle } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

/** JSON knows no infinity: what is unlimited is null. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

export const getTenantLimits: Handler<'getTenantLimits'> = ({ tenant, nowMs }) => {
  rollCycle(tenant, nowMs)
  const { limits, usage } = tenant
  return {
    body: {
      limits: {
        requests_per_minute: limits.requestsPerMinute,
        concurrent_uploads: limits.concurrentUploads,
        files_per_batch: limits.filesPerBatch,
        max_image_bytes: limits.imageBytes,
        max_document_bytes: limits.documentBytes,
        max_video_bytes: limits.videoBytes,
        storage_bytes: finite(limits.storageBytes),
        descriptions_per_month: limits.descriptionsPerMonth,
      },
      usage: {
        storage_bytes: usage.storageBytes,
        descriptions: usage.descriptions,
        active_uploads: usage.activeUploads,
        files: tenant.files.size,
      },
      remaining: {
        storage_bytes: finite(Math.max(0, limits.storageBytes - usage.storageBytes)),
        descriptions: descriptionsLeft(tenant, nowMs),
        uploads: Math.max(0, limits.concurrentUploads - usage.activeUploads),
      },
      subscription_tier: tenant.plan,
    },
  }
}

export const checkUsage: Handler<'checkUsage'> = ({ tenant, body, nowMs }) => {
  const left = descriptionsLeft(tenant, nowMs)
  const limit = tenant.limits.descriptionsPerMonth
  const canProceed = body.item_count <= left
  return {
    body: {
      can_proceed: canProceed,
      current_usage: tenant.usage.descriptions,
      monthly_limit: limit,
      required_credits: body.item_count,
      available_credits: left,
      reset_date: iso(cycleEndMs(nowMs)),
      message: canProceed ? null : `${body.item_count} asked for, ${left} left until the reset date`,
      included_credits: limit,
    },
  }
}
