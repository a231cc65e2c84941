import type { FileRecord } from '../../tenant/record-types.ts'

/** What of a file its picture follows from. */
export type Pictured = Pick<
  FileRecord,
  'id' | 'media_type' | 'title' | 'filename' | 'width' | 'height' | 'content_type' | 'hash' | 'document'
>

/** What is served where there are no bytes: seeded files never had any, and large ones are not kept everywhere. */
export interface Placeholder {
  readonly contentType: string
  readonly text: string
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A colour out of an id, so that a wall of placeholders is not one grey. */
const hueOf = (id: string) => Number.parseInt(id.slice(0, 4), 16) % 360

/** The colours of a placeholder, and which part of it each covers. */
export const placeholderColors = ({ id }: Pick<FileRecord, 'id'>) => [
  { h: hueOf(id), s: 45, l: 60, share: 0.92 },
  { h: 0, s: 0, l: 100, share: 0.08 },
]

/** A picture of the right proportions with the file's name on it, or a text that says what is missing. */
export function placeholderOf(file: Pictured, maxPixels: number): Placeholder {
  const label = file.title ?? file.filename
  if (file.media_type !== 'image' && file.media_type !== 'video') {
    const lines = file.document?.chunks ?? [`The mock keeps no bytes of ${label}.`]
    return { contentType: 'text/plain; charset=utf-8', text: `${lines.join('\n\n')}\n` }
  }
  const scale = Math.min(1, maxPixels / Math.max(file.width, file.height, 1))
  const width = Math.max(1, Math.round((file.width || 640) * scale))
  const height = Math.max(1, Math.round((file.height || 360) * scale))
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${hueOf(file.id)} 45% 60%)"/><text x="50%" y="50%" text-anchor="middle" dominant-baseline="middle" font-family="sans-serif" font-size="${Math.max(6, Math.round(width / 16))}" fill="#fff">${escaped(label)}</text></svg>`
  return { contentType: 'image/svg+xml', text }
}
