import type {
  DocumentBatchPresignedUrl,
  DocumentUploadConfirmation,
  UploadedDocument,
} from '../../../contracts/generated/types.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { DocumentBatchRecord, DocumentUploadRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { descriptionsLeft } from '../../tenant/usage.ts'
import { workState } from '../files/file-state.ts'
import { iso } from '../iso.ts'
import type { Context, Handler } from '../operation.ts'
import { disagreement, keepUpload } from './confirm-upload.ts'
import { isDocumentFile } from './document-bodies.ts'
import { expireUploads } from './expire-uploads.ts'
import { openUpload, refuseDocument, reserve, uploadUrl } from './request-upload.ts'

/** What an uploader is advised to do: so many at once, so long for each. */
const uploadPlan = {
  strategy: 'parallel',
  max_concurrent: 5,
  retry_policy: { max_retries: 3, backoff: 'exponential' },
  timeout_per_upload: 300,
}

/** The line that estimates are made for, bytes a second. */
const bytesPerSecond = 1_000_000

export const checkDocumentQuota: Handler<'checkDocumentQuota'> = ({ tenant, query, nowMs }) => {
  const { file_count: requested } = query
  const available = descriptionsLeft(tenant, nowMs)
  const canProceed = requested <= available
  return {
    body: {
      can_proceed: canProceed,
      requested,
      available,
      monthly_limit: tenant.limits.descriptionsPerMonth,
      current_usage: tenant.usage.descriptions,
      message: canProceed ? null : `${requested} documents asked for, ${available} left this month`,
    },
  }
}

export const prepareDocumentBatch: Handler<'prepareDocumentBatch'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs, platform } = call
    await expireUploads(tenant, nowMs)
    for (const [index, file] of body.files.entries()) {
      const refusal = refuseDocument(tenant, file, `files.${index}.`)
      if (refusal) return refusal
    }
    const refusal = reserve(call, body.files)
    if (refusal) return refusal
    const uploads: DocumentUploadRecord[] = []
    for (const file of body.files) uploads.push(await openUpload(call, file))
    const batch = await tenant.documentBatches.create({
      id: platform.uuid(),
      uploadIds: uploads.map(({ id }) => id),
      createdMs: nowMs,
      updatedMs: null,
      failedIds: [],
    })
    const totalBytes = uploads.reduce((sum, upload) => sum + upload.size_bytes, 0)
    return {
      body: {
        batch_id: batch.id,
        upload_plan: uploadPlan,
        presigned_urls: uploads.map((upload, index) => presigned(call, upload, index)),
        total_size_bytes: totalBytes,
        estimated_time_seconds: Math.ceil(totalBytes / bytesPerSecond),
        expires_at: iso(uploads[0]?.expiresMs ?? nowMs),
      },
    }
  })

const presigned = (call: Context, upload: DocumentUploadRecord, index: number): DocumentBatchPresignedUrl => ({
  file_index: index,
  filename: upload.filename,
  upload_url: uploadUrl(call, upload),
  upload_method: 'PUT',
  upload_fields: null,
  upload_headers: { 'Content-Type': upload.content_type },
  object_key: upload.object_key,
  expires_at: iso(upload.expiresMs),
  upload_intent_id: upload.id,
})

function findBatch(tenant: Tenant, id: string): DocumentBatchRecord | Refusal {
  return (
    tenant.documentBatches.get(id.toLowerCase()) ??
    refuse('HTTP_404', { message: `No document batch has the id ${id}` })
  )
}

const uploadsOf = (tenant: Tenant, { uploadIds }: DocumentBatchRecord): DocumentUploadRecord[] =>
  uploadIds.map((id) => tenant.documentUploads.get(id)).filter((upload) => upload !== undefined)

export const confirmDocumentBatch: Handler<'confirmDocumentBatch'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs } = call
    await expireUploads(tenant, nowMs)
    const batch = findBatch(tenant, body.batch_id)
    if ('error' in batch) return batch
    const failedFiles: string[] = []
    const failedIds = new Set(batch.failedIds)
    const documents: UploadedDocument[] = []
    for (const confirmation of body.confirmations) {
      const upload = uploadsOf(tenant, batch).find(({ object_key: key }) => key === confirmation.object_key)
      const kept = upload && (await confirmOne(call, upload, confirmation))
      const document = kept && documentOf(tenant, kept, nowMs)
      if (document) documents.push(document)
      else failedFiles.push(upload?.filename ?? confirmation.object_key)
      if (!upload) continue
      if (document) failedIds.delete(upload.id)
      else failedIds.add(upload.id)
    }
    await tenant.documentBatches.update(batch.id, (draft) => {
      draft.failedIds = [...failedIds]
      draft.updatedMs = nowMs
    })
    const status = failedFiles.length === 0 ? 'queued' : documents.length === 0 ? 'failed' : 'partial'
    return {
      body: {
        batch_id: batch.id,
        successful_uploads: documents.length,
        failed_uploads: failedFiles.length,
        processing_status: status,
        failed_files: failedFiles.length === 0 ? null : failedFiles,
        message: `${documents.length} of ${body.confirmations.length} documents are queued`,
        documents,
      },
    }
  })

/** The upload once it is a document; undefined when it is none: not put, other bytes than said, or given up by the sender. */
async function confirmOne(
  call: Context,
  upload: DocumentUploadRecord,
  { success, file_size: size, checksum }: DocumentUploadConfirmation,
): Promise<DocumentUploadRecord | undefined> {
  if (upload.documentId !== null) return upload
  const { put } = upload
  if (!success || !put || upload.isExpired) return undefined
  const problem = disagreement(upload, put, { size_bytes: size, ...(checksum != null && { checksum }) })
  return problem ? undefined : keepUpload(call, upload, put.hash)
}

function documentOf({ files }: Tenant, upload: DocumentUploadRecord, nowMs: number): UploadedDocument | undefined {
  const file = upload.documentId === null ? undefined : files.get(upload.documentId)
  if (!isDocumentFile(file)) return undefined
  return {
    document_id: file.id,
    object_key: upload.object_key,
    filename: upload.filename,
    document_type: file.document.document_type,
    text_extraction_status: workState(file, nowMs) ?? 'completed',
    created_at: file.created_at,
  }
}

export const getDocumentBatch: Handler<'getDocumentBatch'> = ({ tenant, params, nowMs }) => {
  const batch = findBatch(tenant, params.batch_id)
  if ('error' in batch) return batch
  const uploads = uploadsOf(tenant, batch)
  const documents = uploads.map((upload) => documentOf(tenant, upload, nowMs)).filter((one) => one !== undefined)
  const withState = (state: string) => documents.filter((one) => one.text_extraction_status === state).length
  const failed = withState('failed') + batch.failedIds.length
  const processed = withState('completed')
  return {
    body: {
      batch_id: batch.id,
      status: batchStatus(uploads, { confirmed: documents.length, processed, failed }),
      total_documents: uploads.length,
      confirmed_documents: documents.length,
      processed_documents: processed,
      failed_documents: failed,
      created_at: iso(batch.createdMs),
      updated_at: batch.updatedMs === null ? null : iso(batch.updatedMs),
      documents,
    },
  }
}

function batchStatus(
  uploads: readonly DocumentUploadRecord[],
  { confirmed, processed, failed }: Readonly<Record<'confirmed' | 'processed' | 'failed', number>>,
): string {
  if (processed + failed >= uploads.length) return processed === 0 ? 'failed' : 'completed'
  if (confirmed > 0) return 'processing'
  return uploads.some(({ put }) => put !== null) ? 'uploading' : 'pending'
}
