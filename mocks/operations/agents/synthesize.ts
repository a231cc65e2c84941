import { createTextDocument } from '../documents/text-document.ts'
import type { Handler } from '../operation.ts'
import { agentFigures, beginAgent } from './agent.ts'
import { documentsAmong, imagesAmong, reportOf, sourcesText } from './report.ts'

export const synthesizeReport: Handler<'synthesizeReport'> = async (call) => {
  const { tenant, body, nowMs, time } = call
  const startMs = time.monotonic()
  const refusal = await beginAgent(call)
  if (refusal) return refusal
  const sources = {
    images: imagesAmong(tenant, body.image_ids),
    documents: documentsAmong(tenant, body.document_ids, nowMs),
  }
  const report = reportOf(body.intent, sources, nowMs)
  const saved = body.auto_save
    ? await createTextDocument(call, { filename: 'report.md', title: body.intent.slice(0, 255), text: report })
    : null
  if (saved && 'error' in saved) return saved
  return {
    body: {
      success: true,
      report,
      summary: `A report on ${sourcesText(sources)}`,
      image_count: sources.images.length,
      document_count: sources.documents.length,
      saved_document_id: saved?.id ?? null,
      ...agentFigures(call, startMs, { asked: body.intent, answered: report }),
    },
  }
}
