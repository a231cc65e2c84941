import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { DocumentUploadRecord, FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { releaseStorage, takeDescriptions } from '../../tenant/usage.ts'
import { workState } from '../files/file-state.ts'
import { iso } from '../iso.ts'
import type { Context, Handler, Success } from '../operation.ts'
import { documentTypeOf } from '../uploads/content.ts'
import { isDocumentFile } from './document-bodies.ts'
import { expireUploads } from './expire-uploads.ts'

export const confirmDocumentUpload: Handler<'confirmDocumentUpload'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs } = call
    await expireUploads(tenant, nowMs)
    const upload = tenant.documentUploads.all().find(({ object_key: key }) => key === body.object_key)
    if (!upload || upload.isExpired)
      return refuse('HTTP_404', { message: `No upload has the object_key ${body.object_key}` })
    if (upload.documentId !== null) return confirmed(tenant, upload, nowMs, true)
    const { put } = upload
    if (!put) return refuse('HTTP_404', { message: 'Nothing was put at the upload_url yet' })
    const problem = disagreement(upload, put, body)
    if (problem) return problem
    return confirmed(tenant, await keepUpload(call, upload, put.hash), nowMs, false)
  })

/** Makes a document of what was put; equal bytes are the document that is there. */
export async function keepUpload(
  call: Context,
  upload: DocumentUploadRecord,
  hash: string,
): Promise<DocumentUploadRecord> {
  const { tenant } = call
  const existingId = tenant.fileIndex.withHash(hash)
  const isKnown = existingId !== undefined && tenant.files.get(existingId)?.document != null
  const documentId = isKnown ? existingId : await createDocument(call, upload, hash)
  if (isKnown) {
    releaseStorage(tenant, upload.size_bytes)
    tenant.blobs.delete(upload.id)
  }
  const updated = await tenant.documentUploads.update(upload.id, (draft) => {
    draft.documentId = documentId
    draft.isDeduplicated = isKnown
  })
  return updated ?? upload
}

/** What a confirmation says that does not agree with what was asked for and put. */
export function disagreement(
  { size_bytes: requested }: DocumentUploadRecord,
  { hash, sizeBytes }: NonNullable<DocumentUploadRecord['put']>,
  said: { readonly size_bytes: number; readonly checksum?: string | null },
): Refusal | undefined {
  if (sizeBytes !== requested || said.size_bytes !== requested)
    return invalid('size_bytes', `Must be ${requested}, as requested; ${sizeBytes} bytes were put`)
  const checksum = said.checksum?.toLowerCase().replace(/^sha256:/, '')
  if (checksum !== undefined && checksum !== hash)
    return invalid('checksum', `Must be the SHA-256 of what was put, ${hash}`)
  return undefined
}

/** @returns the id of the document */
async function createDocument({ tenant, nowMs }: Context, upload: DocumentUploadRecord, hash: string): Promise<string> {
  takeDescriptions(tenant, 1, nowMs)
  const type = documentTypeOf(upload.content_type) ?? 'pdf'
  const bytes = tenant.blobs.get(upload.id)
  const text =
    bytes && (type === 'txt' || type === 'md') ? await firstText(bytes.chunks()) : `The document ${upload.filename}.`
  const chunks = text.match(/[\s\S]{1,500}/g) ?? []
  const record: FileRecord = {
    id: upload.id,
    object_key: upload.object_key,
    media_type: 'document',
    title: null,
    tags: [],
    filename: upload.filename,
    size_bytes: upload.size_bytes,
    content_type: upload.content_type,
    format: type,
    width: 0,
    height: 0,
    hash,
    upload_method: 'presigned',
    upload_description: null,
    visible_text: null,
    folder_id: null,
    created_at: iso(nowMs),
    content_created_at: iso(nowMs),
    updated_at: null,
    work: queueWork(tenant, nowMs, { durationMs: 5_000 }),
    variantsMs: nowMs,
    document: { document_type: type, page_count: Math.max(1, chunks.length), chunks },
    link: null,
    video: null,
  }
  return (await tenant.files.create(record)).id
}

/** How much of a text a search may find. */
const maxTextLength = 65_536

async function firstText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length >= maxTextLength) return text.slice(0, maxTextLength)
  }
  return text
}

function confirmed(
  tenant: Tenant,
  upload: DocumentUploadRecord,
  nowMs: number,
  isRetry: boolean,
): Success<'confirmDocumentUpload'> | Refusal {
  const file = upload.documentId === null ? undefined : tenant.files.get(upload.documentId)
  if (!isDocumentFile(file)) return refuse('HTTP_404', { message: 'The document was deleted since' })
  return {
    body: {
      document_id: file.id,
      object_key: upload.object_key,
      filename: upload.filename,
      document_type: file.document.document_type,
      status: workState(file, nowMs) ?? 'completed',
      confirmed: true,
      deduplicated: upload.isDeduplicated,
      is_idempotent_retry: isRetry,
    },
  }
}
