import type { DocumentParts } from '../../tenant/record-types.ts'
import type { Content } from './content.ts'
import type { FileToStore } from './store-file.ts'

/** The name of a file in words: `red-chair_2.jpg` → `red chair 2`. */
const wordsOf = (filename: string) =>
  filename
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[-_.]+/g, ' ')
    .trim()

/** What the AI will have said of a file: the mock looks at its name and size, not at its picture. */
export function describeContent(
  { filename, title, received }: Pick<FileToStore, 'filename' | 'title' | 'received'>,
  { media, format, width, height }: Content,
): { readonly description: string | null; readonly document: DocumentParts | null } {
  const subject = title ?? wordsOf(filename)
  if (media === 'image') {
    return { description: `A picture of ${subject}, ${width} by ${height} pixels, as ${format}.`, document: null }
  }
  const isText = format === 'txt' || format === 'md'
  const text = isText
    ? new TextDecoder().decode(received.head)
    : `The document ${subject}, ${received.sizeBytes} bytes.`
  const chunks = text.match(/[\s\S]{1,500}/g) ?? []
  return { description: null, document: { document_type: format, page_count: Math.max(1, chunks.length), chunks } }
}
