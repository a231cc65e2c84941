import type { BatchDeleteDocumentResult } from '../../../contracts/generated/types.ts'
import { changeFile } from '../files/change-file.ts'
import { workState } from '../files/file-state.ts'
import { removeFile } from '../files/remove-file.ts'
import { iso } from '../iso.ts'
import type { Context, Handler } from '../operation.ts'
import { findDocument, noDocument } from './document-bodies.ts'

export const updateDocument: Handler<'updateDocument'> = async ({ tenant, params, body, nowMs }) => {
  const file = findDocument(tenant, params.document_id)
  if ('error' in file) return file
  const changed = await changeFile(tenant, file.id, body, nowMs)
  return changed ? { body: changed } : noDocument(params.document_id)
}

/** Deletes each document for itself: one that is being processed is skipped, one that is not there fails. */
export const deleteDocuments: Handler<'deleteDocuments'> = async (call) => {
  const results: BatchDeleteDocumentResult[] = []
  for (const id of call.body.document_ids) results.push(await deleteOne(call, id))
  const withStatus = (status: string) => results.filter((result) => result.status === status)
  const [deleted, skipped, failed] = [withStatus('deleted'), withStatus('skipped'), withStatus('failed')]
  const summary = {
    total: results.length,
    deleted: deleted.length,
    skipped: skipped.length,
    failed: failed.length,
  }
  return { body: { deleted, skipped, failed, summary } }
}

async function deleteOne({ tenant, nowMs }: Context, id: string): Promise<BatchDeleteDocumentResult> {
  const file = findDocument(tenant, id)
  if ('error' in file) return { id, status: 'failed', message: 'No document has this id', deleted_at: null }
  const state = workState(file, nowMs)
  if (state === 'pending' || state === 'processing')
    return { id: file.id, status: 'skipped', message: `The document is being processed (${state})`, deleted_at: null }
  await removeFile(tenant, file.id)
  return { id: file.id, status: 'deleted', message: null, deleted_at: iso(nowMs) }
}
