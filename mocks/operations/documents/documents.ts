import { refuse } from '../../message.ts'
import { workState } from '../files/file-state.ts'
import { removeFile } from '../files/remove-file.ts'
import type { Handler } from '../operation.ts'
import { documentInfo, findDocument } from './document-bodies.ts'

export const getDocument: Handler<'getDocument'> = ({ tenant, params, nowMs }) => {
  const document = findDocument(tenant, params.document_id)
  return 'error' in document ? document : { body: documentInfo(document, nowMs) }
}

export const deleteDocument: Handler<'deleteDocument'> = async ({ tenant, params, nowMs }) => {
  const document = findDocument(tenant, params.document_id)
  if ('error' in document) return document
  const state = workState(document, nowMs)
  if (state === 'pending' || state === 'processing')
    return refuse('HTTP_409', { message: `The document is being processed (${state}); delete it when that is over` })
  const removed = await removeFile(tenant, document.id)
  return removed ? {} : refuse('HTTP_404', { message: `No document has the id ${params.document_id}` })
}
