import { findChunks } from '../documents/find-chunks.ts'
import type { Handler } from '../operation.ts'
import { wordsOf } from '../words.ts'
import { agentFigures, beginAgent, counted } from './agent.ts'

export const searchDocumentsByAgent: Handler<'searchDocumentsByAgent'> = async (call) => {
  const { tenant, body, nowMs, time } = call
  const startMs = time.monotonic()
  const refusal = await beginAgent(call)
  if (refusal) return refusal
  const results = findChunks(tenant, nowMs, body)
  const chunkIds = results.map(({ chunk_id: id }) => id)
  const documentIds = [...new Set(results.map(({ document_id: id }) => id))]
  const summary = `Found ${counted(chunkIds.length, 'section')} in ${counted(documentIds.length, 'document')}`
  return {
    body: {
      success: true,
      results,
      count: results.length,
      chunk_ids: chunkIds,
      document_ids: documentIds,
      summary,
      summary_raw: 'Found [[ref:search_1]] in [[ref:search_2]]',
      result_refs: {
        search_1: { count: chunkIds.length, ids: chunkIds, image_ids: [], id_type: 'chunk', label: 'sections' },
        search_2: {
          count: documentIds.length,
          ids: documentIds,
          image_ids: [],
          id_type: 'document',
          label: 'documents',
        },
      },
      search_mode: 'text',
      search_strategy: { words: wordsOf(body.query) },
      ...agentFigures(call, startMs, { asked: body.query, answered: summary }),
    },
  }
}
