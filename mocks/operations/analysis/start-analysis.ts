import type { Refusal } from '../../core/message.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { AnalysisRecord, FileRecord } from '../../tenant/record-types.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import type { Context } from '../operation.ts'

/** How long the analysis of a video takes. */
const durationMs = 10_000

/** Queues the analysis of a video and ties it to its file; takes one description from the plan. */
export async function startAnalysis(
  { tenant, platform, nowMs }: Context,
  video: FileRecord,
): Promise<AnalysisRecord | Refusal> {
  const refusal = takeDescriptions(tenant, 1, nowMs)
  if (refusal) return refusal
  const work = queueWork(tenant, nowMs, { waitMs: 1_000, durationMs })
  const job = await tenant.analyses.create({ id: platform.uuid(), media_id: video.id, work, retries: 0 })
  await tenant.files.update(video.id, (draft) => {
    draft.work = work
    draft.upload_description = `A video of ${video.title ?? video.filename}.`
    if (draft.video) draft.video.analysisId = job.id
  })
  return job
}

/** Runs an analysis again. */
export async function restartAnalysis({ tenant, nowMs }: Context, job: AnalysisRecord): Promise<AnalysisRecord> {
  const work = queueWork(tenant, nowMs, { waitMs: 1_000, durationMs })
  await tenant.files.update(job.media_id, (draft) => {
    draft.work = work
  })
  const updated = await tenant.analyses.update(job.id, (draft) => {
    draft.work = work
    draft.retries += 1
  })
  return updated ?? job
}
