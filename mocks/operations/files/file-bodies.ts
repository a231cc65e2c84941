import type { UserFile } from '../../../contracts/generated/types.ts'
import type { FileRecord } from '../../tenant/tenant.ts'

const summaries = new WeakMap<FileRecord, string>()

/** A file as the list shows it, as JSON text. Records are replaced when they change, so the text of one never does. */
export function fileSummary(file: FileRecord): string {
  const known = summaries.get(file)
  if (known !== undefined) return known
  const body: UserFile = {
    id: file.id,
    title: file.title,
    filename: file.filename,
    thumbnail_url: null,
    upload_description: file.upload_description,
    visible_text: file.visible_text,
    tags: file.tags,
    size_bytes: file.size_bytes,
    created_at: file.created_at,
    content_created_at: null,
    has_full_description: file.upload_description !== null,
    dimensions: { width: file.width, height: file.height },
    format: file.format,
    content_type: file.content_type,
    media_type: 'image',
  }
  const text = JSON.stringify(body)
  summaries.set(file, text)
  return text
}
