import type { BatchDeleteFileResult } from '../../../contracts/generated/types.ts'
import { iso } from '../iso.ts'
import { openUrl } from '../open-url.ts'
import type { Handler } from '../operation.ts'
import { changeFile } from './change-file.ts'
import { fileDetails } from './file-bodies.ts'
import { findFileByShortId, noFile } from './find-file.ts'
import { removeFile } from './remove-file.ts'

export const getFile: Handler<'getFile'> = (call) => {
  const file = findFileByShortId(call.tenant, call.params.image_id)
  return 'error' in file ? file : { body: fileDetails(file, call.nowMs, openUrl(call, '/storage')) }
}

export const updateFile: Handler<'updateFile'> = async ({ tenant, params, body, nowMs }) => {
  const changed = await changeFile(tenant, params.image_id.toLowerCase(), body, nowMs)
  return changed ? { body: changed } : noFile(params.image_id)
}

export const deleteFile: Handler<'deleteFile'> = async ({ tenant, params, nowMs }) => {
  const removed = await removeFile(tenant, params.image_id.toLowerCase())
  if (!removed) return noFile(params.image_id)
  return { body: { id: removed.id, deleted_at: iso(nowMs), message: 'The file is deleted' } }
}

export const deleteFiles: Handler<'deleteFiles'> = async ({ tenant, body, nowMs }) => {
  const deleted: BatchDeleteFileResult[] = []
  const skipped: BatchDeleteFileResult[] = []
  const failed: BatchDeleteFileResult[] = []
  const seen = new Set<string>()
  for (const id of body.file_ids.map((asked) => asked.toLowerCase())) {
    if (seen.has(id)) skipped.push({ id, status: 'skipped', message: 'The id stands more than once' })
    else if (await removeFile(tenant, id)) deleted.push({ id, status: 'deleted', deleted_at: iso(nowMs) })
    else failed.push({ id, status: 'failed', message: 'No file has this id' })
    seen.add(id)
  }
  const summary = {
    total: body.file_ids.length,
    deleted: deleted.length,
    skipped: skipped.length,
    failed: failed.length,
  }
  return { body: { deleted, skipped, failed, summary } }
}
