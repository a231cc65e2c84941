import type { StreamingUploadResponse } from '../../../contracts/generated/types.ts'
import type { BodyOf } from '../../../contracts/operations/index.ts'
import { invalid, refuse } from '../../core/message.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { releaseUploads, takeUploads } from '../../tenant/usage.ts'
import type { Call, Handler, Success } from '../operation.ts'
import { readTags } from './read-tags.ts'
import { receiveForm, refuseFields, refuseUnread } from './receive-form.ts'
import { storeFile } from './store-file.ts'

export const streamUpload: Handler<'streamUpload'> = async (call) => {
  const refusal = takeUploads(call.tenant)
  if (refusal) return refuseUnread(call, refusal)
  try {
    return await upload(call)
  } finally {
    releaseUploads(call.tenant)
  }
}

async function upload(call: Call<'streamUpload'>): Promise<Success<'streamUpload'> | ReturnType<typeof refuse>> {
  const { tenant } = call
  const { streamFileBytes, imageBytes } = tenant.limits
  const startMs = call.time.monotonic()
  const form = await receiveForm(call, {
    fileField: 'file',
    maxFiles: 1,
    tooMany: invalid('file', 'Takes one file; several go to /user-files/upload/stream-batch'),
    maxFileBytes: Math.min(streamFileBytes, imageBytes),
    refusesLarge: true,
  })
  if ('error' in form) return form
  const [file] = form.files
  if (!file?.received) return invalid('file', 'Is required: at least one file')
  const refusal = refuseFields(call, 'StreamUploadForm', form)
  if (refusal) return refusal
  const fields = form.fields as unknown as BodyOf<'streamUpload'> // validated above, defaults filled in
  const stored = await storeFile(call, {
    ...file,
    received: file.received,
    title: fields.title ?? null,
    tags: readTags(fields.tags),
    autoDescribe: fields.auto_describe,
    method: 'streaming',
  })
  if ('error' in stored) return stored
  const timing = { processing_time_ms: Math.round(call.time.monotonic() - startMs) }
  const target = { storage_target: fields.storage_target }
  if ('file' in stored) return { body: { ...uploadBody(stored.file), ...timing, ...target } }
  const { existingId } = stored
  const existing = tenant.files.get(existingId)
  if (fields.skip_duplicates && existing) {
    return { body: { ...uploadBody(existing), ...timing, ...target, ...skipped(existingId) } }
  }
  return refuse('HTTP_409', {
    message: 'A file with the same bytes exists already',
    details: { existing_image_id: existingId },
  })
}

const skipped = (id: string) => ({
  status: 'skipped',
  variants_queued: false,
  description_queued: false,
  skipped: true,
  skipped_existing_image_id: id,
})

function uploadBody(file: FileRecord): Omit<StreamingUploadResponse, 'processing_time_ms'> {
  return {
    image_id: file.id,
    object_key: file.object_key,
    upload_method: 'STREAMING',
    status: 'completed',
    s3_upload_completed: true,
    variants_queued: file.media_type === 'image',
    description_queued: file.media_type === 'image' && file.work !== null,
    skipped: false,
    skipped_existing_image_id: null,
    media_type: file.media_type,
    document_type: file.document?.document_type ?? null,
    text_extraction_status: file.document ? 'pending' : null,
  }
}
