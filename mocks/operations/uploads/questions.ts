import { descriptionsLeft } from '../../tenant/usage.ts'
import type { Handler } from '../operation.ts'

export const checkUploadQuota: Handler<'checkUploadQuota'> = ({ tenant, query, nowMs }) => {
  const { file_count: requested } = query
  const { limits, usage } = tenant
  const available = descriptionsLeft(tenant, nowMs)
  const canProceed = requested <= available
  return {
    body: {
      can_proceed: canProceed,
      requested,
      available,
      monthly_limit: limits.descriptionsPerMonth,
      current_usage: usage.descriptions,
      prepaid_credits: 0,
      max_batch_size: limits.filesPerBatch,
      max_concurrent_uploads: limits.concurrentUploads,
      message: canProceed ? null : `${requested} files asked for, ${available} left this month`,
    },
  }
}

export const checkDuplicates: Handler<'checkDuplicates'> = ({ tenant, body }) => {
  const isStored = (hash: string) => tenant.fileIndex.withHash(hash.toLowerCase()) !== undefined
  return {
    body: {
      duplicates: body.hashes.filter(isStored),
      unique: body.hashes.filter((hash) => !isStored(hash)),
    },
  }
}
