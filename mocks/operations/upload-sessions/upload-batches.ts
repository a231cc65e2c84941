import type { UnifiedImageStatusResponse } from '../../../contracts/generated/types.ts'
import { refuse } from '../../core/message.ts'
import type { VideoUploadRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { isSettled, workState } from '../files/file-state.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { countStates, progressOf, sessionEndMs, sessionStatus } from './session-state.ts'
import { fileStatus } from './upload-status.ts'

/** The files of an upload session as counts: its id is the batch's. */
export const getUploadBatch: Handler<'getUploadBatch'> = ({ tenant, params, nowMs }) => {
  const session = tenant.sessions.get(params.batch_id.toLowerCase())
  if (!session) return refuse('HTTP_404', { message: `No batch of uploads has the id ${params.batch_id}` })
  const counts = countStates(tenant, session, nowMs)
  const total = session.items.length
  // The file of a skipped item is another item's, or was there before.
  const states = session.items.flatMap(({ fileId, outcome }) => {
    const file = outcome === 'accepted' ? tenant.files.get(fileId ?? '') : undefined
    return file ? [workState(file, nowMs)] : []
  })
  const described = (state: string | null) => states.filter((one) => one === state).length
  const messages = session.items.flatMap(({ reason }) => (reason === null ? [] : [reason]))
  return {
    body: {
      batch_id: session.id,
      tenant_id: tenant.name,
      overall_status: sessionStatus(tenant, session, nowMs),
      completion_percentage: progressOf(counts, total),
      counts: {
        total,
        uploading: 0,
        confirming: 0,
        queued: described('pending'),
        processing: described('processing'),
        completed: counts.completed + counts.skipped,
        failed: counts.failed,
        partially_completed: 0,
        stuck: 0,
      },
      description_counts: {
        pending: described('pending'),
        processing: described('processing'),
        completed: described('completed'),
        failed: described('failed'),
        skipped: counts.skipped + described(null),
      },
      error_summary: { count: counts.failed, messages },
      created_at: iso(session.createdMs),
      last_activity_at: iso(Math.min(nowMs, sessionEndMs(tenant, session))),
    },
  }
}

/** Uploads that have begun and not ended: videos whose chunks are awaited, and files whose processing is not over. */
export const listStuckUploads: Handler<'listStuckUploads'> = ({ tenant, query, nowMs }) => {
  const sinceMs = nowMs - query.stuck_minutes * 60_000
  const uploads = tenant.videoUploads
    .all()
    .filter(({ state, updatedMs }) => state === 'uploading' && updatedMs <= sinceMs)
    .map((upload) => awaitedVideo(tenant, upload))
  const files = tenant.files
    .all()
    .filter((file) => !isSettled(file, nowMs) && Date.parse(file.created_at) <= sinceMs)
    .map((file) => ({ ...fileStatus(tenant, file, nowMs), is_stuck: true }))
  const stuck = [...uploads, ...files]
  return { body: { stuck_count: stuck.length, images: stuck.slice(0, query.limit) } }
}

const awaitedVideo = (tenant: Tenant, upload: VideoUploadRecord): UnifiedImageStatusResponse => ({
  image_id: upload.id,
  tenant_id: tenant.name,
  batch_id: null,
  unified_status: 'uploading',
  component_statuses: {
    variant_status: null,
    description_status: null,
    upload_intent_status: 'pending',
    task_intent_status: null,
  },
  task_intent_ids: [],
  created_at: iso(upload.createdMs),
  last_updated_at: iso(upload.updatedMs),
  retry_count: 0,
  is_stuck: true,
  is_terminal: false,
})
