import type { ChunkResult } from '../../../contracts/generated/types.ts'
import { refuse } from '../../core/message.ts'
import { askProvider } from '../ask-provider.ts'
import { workState } from '../files/file-state.ts'
import { removeFile } from '../files/remove-file.ts'
import { iso } from '../iso.ts'
import type { Call, Handler } from '../operation.ts'
import { shareOfWords, wordsOf } from '../words.ts'
import { chunksOf, documentInfo, findDocument, isDocumentFile, noDocument } from './document-bodies.ts'

export const listDocuments: Handler<'listDocuments'> = ({ tenant, query, nowMs }) => {
  const { page, page_size: size, status_filter: state } = query
  const found = tenant.files
    .all()
    .filter(isDocumentFile)
    .filter((file) => state === undefined || workState(file, nowMs) === state)
    .reverse()
  return {
    body: {
      documents: found.slice((page - 1) * size, page * size).map((file) => documentInfo(file, nowMs)),
      total_count: found.length,
      page,
      page_size: size,
    },
  }
}

export const getDocument: Handler<'getDocument'> = ({ tenant, params, nowMs }) => {
  const document = findDocument(tenant, params.document_id)
  return 'error' in document ? document : { body: documentInfo(document, nowMs) }
}

export const getDocumentStatus: Handler<'getDocumentStatus'> = ({ tenant, params, nowMs }) => {
  const file = findDocument(tenant, params.document_id)
  if ('error' in file) return file
  const { work, document } = file
  const isExtracted = workState(file, nowMs) === 'completed'
  return {
    body: {
      document_id: file.id,
      filename: file.filename,
      document_type: document.document_type,
      text_extraction_status: workState(file, nowMs),
      page_count: isExtracted ? document.page_count : null,
      chunk_count: isExtracted ? document.chunks.length : null,
      created_at: file.created_at,
      processing_started_at: work && nowMs >= work.startMs ? iso(work.startMs) : null,
      completed_at: work && nowMs >= work.endMs ? iso(work.endMs) : null,
    },
  }
}

export const deleteDocument: Handler<'deleteDocument'> = async ({ tenant, params, nowMs }) => {
  const document = findDocument(tenant, params.document_id)
  if ('error' in document) return document
  const state = workState(document, nowMs)
  if (state === 'pending' || state === 'processing')
    return refuse('HTTP_409', { message: `The document is being processed (${state}); delete it when that is over` })
  const removed = await removeFile(tenant, document.id)
  return removed ? {} : noDocument(params.document_id)
}

export const searchDocuments: Handler<'searchDocuments'> = async (call) => {
  const startMs = call.time.monotonic()
  const refusal = await askProvider(call)
  if (refusal) return refusal
  const found = findChunks(call)
  return {
    body: {
      query: call.body.query,
      results: found.slice(0, call.body.limit),
      total_count: found.length,
      search_time_ms: Math.round(call.time.monotonic() - startMs),
    },
  }
}

/** The chunks of extracted documents that hold enough of the words asked for, best first. */
function findChunks({ tenant, body, nowMs }: Call<'searchDocuments'>): ChunkResult[] {
  const words = wordsOf(body.query)
  const wanted = body.document_ids ? new Set(body.document_ids.map((id) => id.toLowerCase())) : undefined
  return tenant.files
    .all()
    .filter(isDocumentFile)
    .filter((file) => workState(file, nowMs) === 'completed' && (wanted === undefined || wanted.has(file.id)))
    .flatMap((file) =>
      chunksOf(file).map((chunk) => ({ ...chunk, similarity_score: shareOfWords(words, chunk.content) })),
    )
    .filter(({ similarity_score: score }) => score > 0 && score >= body.similarity_threshold)
    .sort((a, b) => b.similarity_score - a.similarity_score)
}
