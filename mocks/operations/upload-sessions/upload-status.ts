import type { UnifiedImageStatusResponse } from '../../../contracts/generated/types.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { stateOf } from '../../tenant/work.ts'
import { isSettled, variantState, workState } from '../files/file-state.ts'
import { findFile } from '../files/find-file.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

export const getUploadStatus: Handler<'getUploadStatus'> = ({ tenant, params, nowMs }) => {
  const file = findFile(tenant, params.image_id)
  return 'error' in file ? file : { body: fileStatus(tenant, file, nowMs) }
}

/** How far everything about a file is. */
export function fileStatus(tenant: Tenant, file: FileRecord, nowMs: number): UnifiedImageStatusResponse {
  const { work } = file
  const isDone = isSettled(file, nowMs)
  const failure = work && stateOf(work, nowMs) === 'failed' ? work.failure : null
  const endMs = Math.max(work?.endMs ?? 0, file.variantsMs)
  const createdMs = Date.parse(file.created_at)
  return {
    image_id: file.id,
    tenant_id: tenant.name,
    batch_id: null,
    unified_status: failure ? 'failed' : isDone ? 'completed' : 'processing',
    component_statuses: {
      variant_status: variantState(file, nowMs),
      description_status: workState(file, nowMs),
      upload_intent_status: 'completed',
      task_intent_status: workState(file, nowMs),
    },
    task_intent_ids: [],
    error_message: failure?.message ?? null,
    last_error_at: failure && work ? iso(work.endMs) : null,
    created_at: file.created_at,
    last_updated_at: isDone ? iso(endMs) : file.created_at,
    completed_at: isDone ? iso(endMs) : null,
    retry_count: 0,
    processing_duration_seconds: isDone ? Math.max(0, endMs - createdMs) / 1_000 : null,
    is_stuck: false,
    is_terminal: isDone,
  }
}
