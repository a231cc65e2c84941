import type { DocumentPresignedUploadRequest } from '../../../contracts/generated/types.ts'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { DocumentUploadRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { descriptionsLeft, takeDescriptions, takeStorage } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Context, Handler, Success } from '../operation.ts'
import { presignedUrl, refusePresigned } from '../storage/presign.ts'
import { etagOf, receiveBytes } from '../storage/receive-bytes.ts'
import { documentContentTypes, documentTypeOf } from '../uploads/content.ts'
import { refuseTarget } from '../uploads/refuse-target.ts'
import { expireUploads } from './expire-uploads.ts'

/** How long a presigned URL for a document is good. */
const urlLifetimeMs = 3_600_000

const putPath = (uploadId: string) => `/storage/documents/${uploadId}`

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
    const refusal = refuseDocument(tenant, body) ?? refuseTarget(tenant, body.storage_target) ?? reserve(call, [body])
    return refusal ?? { body: uploadBody(call, await openUpload(call, body)) }
  })

/** A document that is to be put. */
export type RequestedDocument = Pick<DocumentPresignedUploadRequest, 'filename' | 'content_type' | 'size_bytes'> & {
  readonly idempotency_key?: string | null
}

/** What stands against a document itself. `prefix` is where it stands in the body. */
export function refuseDocument(tenant: Tenant, file: RequestedDocument, prefix = ''): Refusal | undefined {
  if (documentTypeOf(file.content_type) === undefined)
    return invalid(`${prefix}content_type`, `Must be one of ${documentContentTypes.join(', ')}`, 400)
  const limit = tenant.limits.documentBytes
  if (file.size_bytes <= limit) return undefined
  return refuse('HTTP_413', {
    message: `${file.filename} has ${file.size_bytes} bytes; documents have at most ${limit}`,
    details: { limit_bytes: limit },
  })
}

/** Takes the storage of documents, or says why not: then none is taken. Their extraction is paid when they are confirmed. */
export function reserve({ tenant, nowMs }: Context, files: readonly RequestedDocument[]): Refusal | undefined {
  if (descriptionsLeft(tenant, nowMs) < files.length) return takeDescriptions(tenant, files.length, nowMs)
  return takeStorage(
    tenant,
    files.reduce((sum, file) => sum + file.size_bytes, 0),
  )
}

/** Makes the record of a document that may be put. */
export function openUpload(
  { tenant, platform, nowMs }: Context,
  file: RequestedDocument,
): Promise<DocumentUploadRecord> {
  const id = platform.uuid()
  return tenant.documentUploads.create({
    id,
    object_key: `tenants/${tenant.name}/documents/${id}/${file.filename}`,
    filename: file.filename,
    content_type: file.content_type,
    size_bytes: file.size_bytes,
    idempotencyKey: file.idempotency_key ?? null,
    expiresMs: nowMs + urlLifetimeMs,
    put: null,
    documentId: null,
    isDeduplicated: false,
    isExpired: false,
  })
}

/** Where the bytes of a document are put. */
export const uploadUrl = (call: Context, upload: DocumentUploadRecord) =>
  presignedUrl(call, putPath(upload.id), upload.expiresMs)

function uploadBody(call: Context, upload: DocumentUploadRecord): Success<'requestDocumentUpload'>['body'] & object {
  return {
    upload_url: uploadUrl(call, upload),
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
