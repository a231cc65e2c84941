import { refuse } from '../../core/message.ts'
import type { CloudJobItem } from '../../tenant/account-records.ts'
import { stateOf } from '../../tenant/work.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

/** The API's names: `partial` when some files failed and some did not. */
function statusOf(items: readonly CloudJobItem[], nowMs: number): string {
  const states = items.map(({ work }) => stateOf(work, nowMs))
  if (states.every((state) => state === 'pending')) return 'pending'
  if (states.some((state) => state === 'pending' || state === 'processing')) return 'in_progress'
  if (states.every((state) => state === 'completed')) return 'completed'
  return states.every((state) => state === 'failed') ? 'failed' : 'partial'
}

export const getCloudJob: Handler<'getCloudJob'> = ({ tenant, params, nowMs }) => {
  const job = tenant.cloudJobs.get(params.job_id.toLowerCase())
  if (!job) return refuse('HTTP_404', { message: `No import or export has the id ${params.job_id}` })
  const { items } = job
  const endMs = Math.max(...items.map(({ work }) => work.endMs))
  const over = items.filter(({ work }) => nowMs >= work.endMs)
  const failed = over.filter(({ work }) => work.failure !== null)
  const updatedMs = Math.max(job.createdMs, ...over.map(({ work }) => work.endMs))
  return {
    body: {
      job: {
        job_id: job.id,
        type: job.type,
        status: statusOf(items, nowMs),
        connection_id: job.connectionId,
        provider: job.provider,
        total_files: items.length,
        completed_files: over.length - failed.length,
        failed_files: failed.length,
        error: failed[0]?.work.failure?.message ?? null,
        created_at: iso(job.createdMs),
        updated_at: iso(updatedMs),
        completed_at: nowMs >= endMs ? iso(endMs) : null,
      },
    },
  }
}
