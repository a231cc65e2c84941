import { invalid, type Refusal, refuse } from '../../message.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { DocumentUploadRecord, FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { descriptionsLeft, releaseStorage, takeDescriptions, takeStorage } from '../../tenant/usage.ts'
import { workState } from '../files/file-state.ts'
import { iso } from '../iso.ts'
import type { Context, Handler, Success } from '../operation.ts'
import { presignedUrl, refusePresigned } from '../storage/presign.ts'
import { etagOf, receiveBytes } from '../storage/receive-bytes.ts'
import { documentContentTypes, documentTypeOf } from '../uploads/content.ts'

/** How long a presigned URL for a document is good. */
const urlLifetimeMs = 3_600_000

const putPath = (uploadId: string) => `/document-uploads/storage/${uploadId}`

/** Gives back what uploads reserved that nobody confirmed in time. */
async function expireUploads(tenant: Tenant, nowMs: number): Promise<void> {
  for (const upload of [...tenant.documentUploads.all()]) {
    if (upload.documentId !== null || upload.isExpired || nowMs <= upload.expiresMs) continue
    releaseStorage(tenant, upload.size_bytes)
    tenant.blobs.delete(upload.id)
    await tenant.documentUploads.update(upload.id, (draft) => {
      draft.isExpired = true
    })
  }
}

export const requestDocumentUpload: Handler<'requestDocumentUpload'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs } = call
    await expireUploads(tenant, nowMs)
    const { idempotency_key: key = null } = body
    const earlier =
      key === null
        ? undefined
        : tenant.documentUploads.all().find((upload) => upload.idempotencyKey === key && !upload.isExpired)
    if (earlier) return { body: uploadBody(call, earlier) }
    const refusal = refuseRequest(call)
    if (refusal) return refusal
    const id = call.platform.uuid()
    const upload = await tenant.documentUploads.create({
      id,
      object_key: `tenants/${tenant.name}/documents/${id}/${body.filename}`,
      filename: body.filename,
      content_type: body.content_type,
      size_bytes: body.size_bytes,
      idempotencyKey: key,
      expiresMs: nowMs + urlLifetimeMs,
      put: null,
      documentId: null,
      isDeduplicated: false,
      isExpired: false,
    })
    return { body: uploadBody(call, upload) }
  })

/** What stands against a document; takes its storage when nothing does. */
function refuseRequest({ tenant, body, nowMs }: Parameters<Handler<'requestDocumentUpload'>>[0]): Refusal | undefined {
  if (documentTypeOf(body.content_type) === undefined)
    return invalid('content_type', `Must be one of ${documentContentTypes.join(', ')}`)
  const limit = tenant.limits.documentBytes
  if (body.size_bytes > limit) {
    return refuse('HTTP_413', {
      message: `${body.filename} has ${body.size_bytes} bytes; documents have at most ${limit}`,
      details: { limit_bytes: limit },
    })
  }
  if (descriptionsLeft(tenant, nowMs) === 0) return takeDescriptions(tenant, 1, nowMs)
  return takeStorage(tenant, body.size_bytes)
}

function uploadBody(call: Context, upload: DocumentUploadRecord): Success<'requestDocumentUpload'>['body'] & object {
  return {
    upload_url: presignedUrl(call, putPath(upload.id), upload.expiresMs),
    upload_method: 'PUT',
    upload_fields: null,
    upload_headers: { 'Content-Type': upload.content_type },
    object_key: upload.object_key,
    expires_at: iso(upload.expiresMs),
    max_size_bytes: call.tenant.limits.documentBytes,
    bucket_name: null,
  }
}

export const putDocument: Handler<'putDocument'> = async (call) => {
  const { tenant, params, query } = call
  const refusal = refusePresigned(call, putPath(params.upload_id), query)
  if (refusal) return refusal
  const upload = tenant.documentUploads.get(params.upload_id)
  if (!upload || upload.isExpired || upload.documentId !== null)
    return refuse('HTTP_404', { message: 'No upload awaits this document' })
  const received = await receiveBytes(call, tenant.limits.documentBytes)
  if ('error' in received) return received
  const { hash, sizeBytes } = received
  const updated = await tenant.documentUploads.update(upload.id, (draft) => {
    if (draft.documentId === null) draft.put = { hash, sizeBytes }
  })
  if (updated?.put?.hash !== hash || updated.documentId !== null) {
    received.bytes?.delete()
    return refuse('HTTP_404', { message: 'The upload was confirmed meanwhile' })
  }
  if (received.bytes) tenant.blobs.put(upload.id, received.bytes)
  return { headers: ['ETag', etagOf(hash)] }
}

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
    const existingId = tenant.fileIndex.withHash(put.hash)
    const isKnown = existingId !== undefined && tenant.files.get(existingId)?.document != null
    const documentId = isKnown ? existingId : await createDocument(call, upload, put.hash)
    if (isKnown) {
      releaseStorage(tenant, upload.size_bytes)
      tenant.blobs.delete(upload.id)
    }
    const updated = await tenant.documentUploads.update(upload.id, (draft) => {
      draft.documentId = documentId
      draft.isDeduplicated = isKnown
    })
    return confirmed(tenant, updated ?? upload, nowMs, false)
  })

/** What a confirmation says that does not agree with what was asked for and put. */
function disagreement(
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
  if (!file) return refuse('HTTP_404', { message: 'The document was deleted since' })
  return {
    body: {
      document_id: file.id,
      object_key: upload.object_key,
      filename: upload.filename,
      document_type: file.document?.document_type ?? 'pdf',
      status: workState(file, nowMs) ?? 'completed',
      confirmed: true,
      deduplicated: upload.isDeduplicated,
      is_idempotent_retry: isRetry,
    },
  }
}
