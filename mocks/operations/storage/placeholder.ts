import { inMemory } from '../../storage/byte-store.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { drawPicture } from './draw-picture.ts'
import type { ObjectBytes } from './serve-bytes.ts'

/** What of a file its picture follows from. */
export type Pictured = Pick<
  FileRecord,
  'id' | 'media_type' | 'title' | 'filename' | 'width' | 'height' | 'content_type' | 'hash' | 'document' | 'format'
>

/**
 * What is served where there are no bytes, as seeded files never had any and large ones are not kept everywhere: a picture
 * of the file's size, or a text that says what is missing.
 */
export function placeholderOf(file: Pictured, size: { readonly width: number; readonly height: number }): ObjectBytes {
  if (file.media_type === 'image' || file.media_type === 'video') {
    const bytes = inMemory([drawPicture(file.id, size)])
    return { contentType: 'image/png', etag: `"${file.id}-${size.width}x${size.height}"`, bytes, isMadeUp: true }
  }
  const lines = file.document?.chunks ?? [`The mock keeps no bytes of ${file.title ?? file.filename}.`]
  const bytes = inMemory([new TextEncoder().encode(`${lines.join('\n\n')}\n`)])
  return { contentType: 'text/plain; charset=utf-8', etag: `"${file.id}-text"`, bytes, isMadeUp: true }
}
