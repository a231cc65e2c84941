import type { ChunkResult, DocumentInfo } from '../../../contracts/generated/types.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { DocumentParts, FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { workState } from '../files/file-state.ts'

/** A file that is a document. */
export type DocumentFile = FileRecord & { readonly document: DocumentParts }

export const isDocumentFile = (file: FileRecord | undefined): file is DocumentFile => file?.document != null

/** The document with an id, or the refusal that says there is none. */
export function findDocument({ files }: Tenant, id: string): DocumentFile | Refusal {
  const file = files.get(id.toLowerCase())
  return isDocumentFile(file) ? file : noDocument(id)
}

export const noDocument = (id: string): Refusal => refuse('HTTP_404', { message: `No document has the id ${id}` })

/** The chunks of a document as searches and lists show them. */
export const chunksOf = (file: DocumentFile): ChunkResult[] =>
  file.document.chunks.map((content, index) => ({
    chunk_id: `${file.id}:${index}`,
    document_id: file.id,
    document_filename: file.filename,
    chunk_index: index,
    content,
    page_numbers: [index + 1],
    heading_hierarchy: null,
    similarity_score: null,
    metadata: null,
  }))

export function documentInfo(file: DocumentFile, nowMs: number): DocumentInfo {
  const state = workState(file, nowMs)
  const isExtracted = state === 'completed'
  return {
    id: file.id,
    filename: file.filename,
    content_type: file.content_type,
    size_bytes: file.size_bytes,
    page_count: isExtracted ? file.document.page_count : null,
    chunk_count: isExtracted ? file.document.chunks.length : null,
    extraction_status: state,
    created_at: file.created_at,
  }
}
