import type { Refusal } from '../../core/message.ts'
import { createSink } from '../../storage/sink.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { takeStorage } from '../../tenant/usage.ts'
import { doneAt } from '../../tenant/work.ts'
import { iso } from '../iso.ts'
import type { Context } from '../operation.ts'

/** Keeps a text that was written here as a document; its text needs no extraction. */
export async function createTextDocument(
  { tenant, platform, nowMs }: Context,
  { filename, title, text }: { readonly filename: string; readonly title: string; readonly text: string },
): Promise<FileRecord | Refusal> {
  const bytes = new TextEncoder().encode(text)
  const refusal = takeStorage(tenant, bytes.length)
  if (refusal) return refusal
  const sink = createSink({ platform, budget: tenant.blobs.budget })
  await sink.write(bytes)
  const received = await sink.end()
  const id = platform.uuid()
  if (received.bytes) tenant.blobs.put(id, received.bytes)
  const chunks = text.match(/[\s\S]{1,500}/g) ?? []
  return tenant.files.create({
    id,
    object_key: `tenants/${tenant.name}/documents/${id}/${filename}`,
    media_type: 'document',
    title,
    tags: [],
    filename,
    size_bytes: bytes.length,
    content_type: 'text/markdown',
    format: 'md',
    width: 0,
    height: 0,
    hash: received.hash,
    upload_method: 'presigned',
    upload_description: null,
    visible_text: null,
    folder_id: null,
    created_at: iso(nowMs),
    content_created_at: iso(nowMs),
    updated_at: null,
    work: doneAt(nowMs),
    variantsMs: nowMs,
    document: { document_type: 'md', page_count: 1, chunks },
    link: null,
    video: null,
  })
}
