import type { Tenant } from '../../tenant/tenant.ts'
import { cycleEndMs, cycleStartMs, descriptionsLeft, rollCycle } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

/** JSON knows no infinity, and the API sends an integer there for every plan: the largest one that is exact. */
const finite = (value: number): number => (Number.isFinite(value) ? value : Number.MAX_SAFE_INTEGER)

const uploadsSince = ({ files }: Tenant, startMs: number) =>
  files.all().filter(({ created_at: created }) => Date.parse(created) >= startMs).length

export const getTenantLimits: Handler<'getTenantLimits'> = ({ tenant, nowMs }) => {
  rollCycle(tenant, nowMs)
  const { limits, usage } = tenant
  const calls = tenant.window.state(limits.requestsPerMinute, nowMs)
  const uploads = uploadsSince(tenant, cycleStartMs(nowMs))
  return {
    body: {
      limits: {
        api_calls_per_minute: limits.requestsPerMinute,
        monthly_uploads: finite(limits.uploadsPerMonth),
        concurrent_uploads: limits.concurrentUploads,
        files_per_batch: limits.filesPerBatch,
        max_image_bytes: limits.imageBytes,
        max_document_bytes: limits.documentBytes,
        max_video_bytes: limits.videoBytes,
        storage_bytes: finite(limits.storageBytes),
        descriptions_per_month: limits.descriptionsPerMonth,
      },
      usage: {
        api_calls_per_minute: calls.limit - calls.remaining,
        monthly_uploads: uploads,
        storage_bytes: usage.storageBytes,
        descriptions: usage.descriptions,
        active_uploads: usage.activeUploads,
        files: tenant.files.size,
      },
      remaining: {
        api_calls_per_minute: calls.remaining,
        monthly_uploads: finite(Math.max(0, limits.uploadsPerMonth - uploads)),
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
      prepaid_credits: tenant.account.prepaidCredits,
    },
  }
}
