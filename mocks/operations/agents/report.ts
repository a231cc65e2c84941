import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { type DocumentFile, isDocumentFile } from '../documents/document-bodies.ts'
import { descriptionOf, workState } from '../files/file-state.ts'
import { counted } from './agent.ts'

/** The images among ids, each once. */
export const imagesAmong = ({ files }: Tenant, ids: readonly string[] | null | undefined): FileRecord[] =>
  among(files.get, ids).filter((file) => file.media_type === 'image')

/** The documents among ids whose text is there, each once. */
export const documentsAmong = ({ files }: Tenant, ids: readonly string[] | null | undefined, nowMs: number) =>
  among(files.get, ids)
    .filter(isDocumentFile)
    .filter((file) => workState(file, nowMs) === 'completed')

function among(get: (id: string) => FileRecord | undefined, ids: readonly string[] | null | undefined): FileRecord[] {
  return [...new Set(ids?.map((id) => id.toLowerCase()))].map(get).filter((file) => file !== undefined)
}

/** The first sentence of a document. */
export function gistOf({ document: { chunks } }: DocumentFile): string {
  const [first = ''] = chunks
  const sentence = /^[\s\S]*?[.!?](?=\s|$)/.exec(chunks.join(''))
  return (sentence?.[0] ?? first).trim()
}

export interface Sources {
  readonly images: readonly FileRecord[]
  readonly documents: readonly DocumentFile[]
}

export const sourcesText = ({ images, documents }: Sources): string =>
  `${counted(images.length, 'image')} and ${counted(documents.length, 'document')}`

/** A report as Markdown: what is known of each source under the question. No model, but it follows from the sources. */
export function reportOf(intent: string, { images, documents }: Sources, nowMs: number): string {
  const lines = [
    `# ${intent}`,
    ...(images.length > 0
      ? ['## Images', ...images.map((file) => `- **${nameOf(file)}**: ${wordsFor(file, nowMs)}`)]
      : []),
    ...(documents.length > 0
      ? ['## Documents', ...documents.map((file) => `- **${nameOf(file)}**: ${gistOf(file)}`)]
      : []),
  ]
  return `${lines.join('\n\n')}\n`
}

const nameOf = ({ title, filename }: FileRecord) => title ?? filename
const wordsFor = (file: FileRecord, nowMs: number) => descriptionOf(file, nowMs) ?? 'not described yet'
