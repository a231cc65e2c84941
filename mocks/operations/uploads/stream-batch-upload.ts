import { errorRow } from '../../../contracts/errors.ts'
import type { FileRejection, StreamBatchFileResult } from '../../../contracts/generated/types.ts'
import type { BodyOf } from '../../../contracts/operations/index.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { SessionItem } from '../../tenant/record-types.ts'
import { releaseUploads, takeUploads } from '../../tenant/usage.ts'
import { apiPath } from '../open-url.ts'
import type { Call, Handler, Success } from '../operation.ts'
import { channelOf, sessionStatus } from '../upload-sessions/session-state.ts'
import type { FormFile } from './form-files.ts'
import { type Form, tooLarge } from './form-reader.ts'
import { readTags } from './read-tags.ts'
import { receiveForm, refuseFields, refuseUnread } from './receive-form.ts'
import { type Stored, storeFile } from './store-file.ts'

/** Up to so many files a batch answers with their results at once. */
const immediateFiles = 5

type Fields = BodyOf<'streamBatchUpload'>

export const streamBatchUpload: Handler<'streamBatchUpload'> = async (call) => {
  const refusal = takeUploads(call.tenant)
  if (refusal) return refuseUnread(call, refusal)
  try {
    const { limits } = call.tenant
    const form = await receiveForm(call, {
      fileField: 'files',
      maxFiles: limits.filesPerBatch,
      tooMany: refuse('HTTP_413', {
        message: `More than ${limits.filesPerBatch} files in one batch`,
        details: { limit: limits.filesPerBatch },
        close: true,
      }),
      maxFileBytes: Math.min(limits.streamFileBytes, limits.imageBytes),
      refusesLarge: false,
    })
    return 'error' in form ? form : await storeAll(call, form)
  } finally {
    releaseUploads(call.tenant)
  }
}

async function storeAll(call: Call<'streamBatchUpload'>, form: Form): Promise<Success<'streamBatchUpload'> | Refusal> {
  const { files, fields } = form
  const refusal = refuseFields(call, 'StreamBatchUploadForm', form)
  if (refusal) return refusal
  const settings = fields as unknown as Fields // validated above, defaults filled in
  const items: SessionItem[] = []
  const refusals: Refusal[] = []
  for (const [index, file] of files.entries()) {
    const stored = await storeOne(call, file, settings)
    if ('error' in stored) refusals.push(stored)
    items.push(itemOf(call, index, file, stored))
  }
  // When nothing at all was taken the answer is the first file's error, as for a single upload.
  const [first] = refusals
  if (first && refusals.length === items.length) return first
  const session = await call.tenant.sessions.create({
    id: call.platform.uuid(),
    items,
    createdMs: call.nowMs,
    cancelledMs: null,
  })
  const rejections = items.flatMap(rejectionOf)
  return {
    body: {
      session_id: session.id,
      total_files: items.length,
      accepted_files: items.length - rejections.length,
      rejected_files: rejections.length,
      status: sessionStatus(call.tenant, session, call.nowMs),
      immediate_results:
        items.length <= immediateFiles ? items.flatMap((item) => resultOf(call, item, settings)) : null,
      status_url: apiPath(call, `/uploads/sessions/${session.id}/status`),
      websocket_channel: channelOf(session),
      rejections: rejections.length > 0 ? rejections : null,
    },
  }
}

async function storeOne(call: Call<'streamBatchUpload'>, file: FormFile, settings: Fields): Promise<Stored | Refusal> {
  if (!file.received) return tooLarge(Math.min(call.tenant.limits.streamFileBytes, call.tenant.limits.imageBytes))
  const stored = await storeFile(call, {
    ...file,
    received: file.received,
    title: null,
    tags: readTags(settings.tags),
    autoDescribe: settings.auto_describe,
    method: 'batch',
  })
  if ('existingId' in stored && !settings.skip_duplicates)
    return refuse('HTTP_409', { message: `A file with the same bytes exists already: ${stored.existingId}` })
  return stored
}

function itemOf(
  { tenant }: Call<'streamBatchUpload'>,
  index: number,
  { filename }: FormFile,
  stored: Stored | Refusal,
): SessionItem {
  const base = { index, filename, reason: null, isRetryable: false }
  if ('error' in stored) {
    const { retry, message } = errorRow(stored.error)
    return {
      ...base,
      fileId: null,
      object_key: '',
      outcome: 'rejected',
      reason: `${stored.error}: ${stored.message ?? message}`,
      isRetryable: retry === 'backoff' || retry === 'after-wait',
    }
  }
  if ('file' in stored)
    return { ...base, fileId: stored.file.id, object_key: stored.file.object_key, outcome: 'accepted' }
  const existing = tenant.files.get(stored.existingId)
  return { ...base, fileId: stored.existingId, object_key: existing?.object_key ?? '', outcome: 'skipped' }
}

const rejectionOf = ({ filename, index, outcome, reason, isRetryable }: SessionItem): FileRejection[] =>
  outcome === 'rejected' ? [{ filename, index, reason: reason ?? '', retryable: isRetryable }] : []

function resultOf({ tenant }: Call<'streamBatchUpload'>, item: SessionItem, settings: Fields): StreamBatchFileResult[] {
  const file = tenant.files.get(item.fileId ?? '')
  if (!file) return []
  const isSkipped = item.outcome === 'skipped'
  return [
    {
      image_id: file.id,
      filename: item.filename,
      object_key: item.object_key,
      status: isSkipped ? 'skipped' : 'completed',
      processing_time_ms: 0,
      skipped: isSkipped,
      skipped_existing_image_id: isSkipped ? file.id : null,
      storage_target: settings.storage_target,
      media_type: file.media_type,
      document_type: file.document?.document_type ?? null,
      text_extraction_status: file.document ? 'pending' : null,
    },
  ]
}
