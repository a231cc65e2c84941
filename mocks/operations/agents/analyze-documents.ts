import { refuse } from '../../core/message.ts'
import { chunksOf } from '../documents/document-bodies.ts'
import type { Handler } from '../operation.ts'
import { agentFigures, beginAgent, counted } from './agent.ts'
import { documentsAmong, reportOf } from './report.ts'

export const analyzeDocuments: Handler<'analyzeDocuments'> = async (call) => {
  const { tenant, body, nowMs, time } = call
  const startMs = time.monotonic()
  const documents = documentsAmong(tenant, body.document_ids, nowMs)
  if (documents.length === 0)
    return refuse('HTTP_404', { message: 'None of the document_ids is a document whose text is extracted' })
  const refusal = await beginAgent(call)
  if (refusal) return refusal
  const analysis = reportOf(body.intent, { images: [], documents }, nowMs)
  const byType = Object.groupBy(documents, ({ document }) => document.document_type)
  return {
    body: {
      success: true,
      analysis,
      summary: `Read ${counted(documents.length, 'document')}`,
      document_count: documents.length,
      categorization: Object.fromEntries(
        Object.entries(byType).map(([type, files = []]) => [type, files.map(({ id }) => id)]),
      ),
      chunk_references: documents
        .flatMap((file) => chunksOf(file).slice(0, 1))
        .map((chunk) => ({
          chunk_id: chunk.chunk_id,
          document_id: chunk.document_id,
          document_filename: chunk.document_filename,
          page_numbers: chunk.page_numbers ?? null,
        })),
      ...agentFigures(call, startMs, { asked: body.intent, answered: analysis }),
    },
  }
}
