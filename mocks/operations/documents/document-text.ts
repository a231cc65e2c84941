import { refuse } from '../../core/message.ts'
import { workState } from '../files/file-state.ts'
import { openUrl } from '../open-url.ts'
import type { Handler } from '../operation.ts'
import { chunksOf, findDocument } from './document-bodies.ts'

export const getDocumentText: Handler<'getDocumentText'> = ({ tenant, params, nowMs }) => {
  const file = findDocument(tenant, params.document_id)
  if ('error' in file) return file
  const state = workState(file, nowMs)
  if (state !== 'completed')
    return refuse('HTTP_404', { message: `The text of the document is not extracted (${state})` })
  return {
    body: {
      document_id: file.id,
      filename: file.filename,
      text: file.document.chunks.join(''),
      page_count: file.document.page_count,
      metadata: null,
    },
  }
}

export const getDocumentChunks: Handler<'getDocumentChunks'> = ({ tenant, params, query, nowMs }) => {
  const file = findDocument(tenant, params.document_id)
  if ('error' in file) return file
  const chunks = workState(file, nowMs) === 'completed' ? chunksOf(file) : []
  return {
    body: {
      document_id: file.id,
      chunks,
      total_chunks: chunks.length,
      status_counts: query.include_embeddings ? { completed: chunks.length } : null,
    },
  }
}

export const downloadDocument: Handler<'downloadDocument'> = (call) => {
  const file = findDocument(call.tenant, call.params.document_id)
  return 'error' in file ? file : { headers: ['Location', openUrl(call, `/storage/${file.id}`)] }
}
