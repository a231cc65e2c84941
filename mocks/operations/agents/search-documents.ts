import type { DocumentChunkResultItem } from '../../../contracts/generated/types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { chunksOf, isDocumentFile } from '../documents/document-bodies.ts'
import { workState } from '../files/file-state.ts'
import type { Handler } from '../operation.ts'
import { shareOfWords, wordsOf } from '../words.ts'
import { agentFigures, beginAgent, counted, idFilter } from './agent.ts'

interface DocumentQuestion {
  readonly query: string
  readonly limit: number
  readonly document_ids?: readonly string[] | null
  readonly document_types?: readonly string[] | null
}

/** The chunks that hold words of the question, best first. */
export function findChunks(
  { files }: Tenant,
  nowMs: number,
  { query, limit, document_ids: ids, document_types: types }: DocumentQuestion,
): DocumentChunkResultItem[] {
  const words = wordsOf(query)
  const isWanted = idFilter(ids)
  return files
    .all()
    .filter(isDocumentFile)
    .filter((file) => workState(file, nowMs) === 'completed' && isWanted(file.id))
    .filter(({ document }) => types == null || types.includes(document.document_type))
    .flatMap(chunksOf)
    .map(({ chunk_id, document_id, document_filename, chunk_index, content, page_numbers = null }) => ({
      chunk_id,
      document_id,
      document_filename,
      text: content,
      score: shareOfWords(words, `${document_filename} ${content}`),
      page_numbers,
      chunk_index,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}

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
