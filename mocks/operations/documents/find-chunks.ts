import type { DocumentChunkResultItem } from '../../../contracts/generated/types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { workState } from '../files/file-state.ts'
import { idFilter } from '../id-filter.ts'
import { shareOfWords, wordsOf } from '../words.ts'
import { chunksOf, isDocumentFile } from './document-bodies.ts'

interface DocumentQuestion {
  readonly query: string
  /** How many at most; all of them when it is left out. */
  readonly limit?: number
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
