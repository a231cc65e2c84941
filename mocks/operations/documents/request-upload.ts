import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { DocumentUploadRecord } from '../../tenant/record-types.ts'
import { descriptionsLeft, takeDescriptions, takeStorage } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Context, Handler, Success } from '../operation.ts'
import { presignedUrl, refusePresigned } from '../storage/presign.ts'
import { etagOf, receiveBytes } from '../storage/receive-bytes.ts'
import { documentContentTypes, documentTypeOf } from '../uploads/content.ts'
import { expireUploads } from './expire-uploads.ts'

/** How long a presigned URL for a document is good. */
const urlLifetimeMs = 3_600_000

const putPath = (uploadId: string) => `/document-uploads/storage/${uploadId}`

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
