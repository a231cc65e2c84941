import type { VideoMetadataDTO } from '../../../contracts/generated/types.ts'
import type { BodyOf } from '../../../contracts/operations/index.ts'
import { refuse } from '../../core/message.ts'
import { joined, type StoredBytes } from '../../storage/byte-store.ts'
import type { FileRecord, VideoUploadRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { releaseUploads } from '../../tenant/usage.ts'
import { startAnalysis } from '../analysis/start-analysis.ts'
import { iso } from '../iso.ts'
import { openUrl } from '../open-url.ts'
import type { Context, Handler } from '../operation.ts'
import { chunkBlobId, confirmedCount, expireUploads, findUpload, giveUp, percentOf } from './video-uploads.ts'

export const completeVideoUpload: Handler<'completeVideoUpload'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs } = call
    await expireUploads(tenant, nowMs)
    const upload = findUpload(tenant, body.media_id, body.upload_id)
    if ('error' in upload) return upload
    if (upload.state === 'completed') return refuse('HTTP_409', { message: 'The upload is completed already' })
    if (upload.state === 'aborted') return refuse('HTTP_404', { message: 'The upload was aborted or has expired' })
    const missing = upload.chunks.flatMap(({ isConfirmed }, index) => (isConfirmed ? [] : [index + 1]))
    if (missing.length > 0) {
      return refuse('CHUNK_UPLOAD_ERROR', {
        message: `${missing.length} of ${upload.chunks.length} chunks are not confirmed`,
        details: { missing_chunks: missing.slice(0, 100), total_chunks: upload.chunks.length },
      })
    }
    await tenant.videoUploads.update(upload.id, (draft) => {
      draft.state = 'completed'
      draft.updatedMs = nowMs
    })
    releaseUploads(tenant)
    joinChunks(tenant, upload)
    const video = await tenant.files.create(videoRecord(call, upload, body))
    const job = body.auto_analyze ? await startAnalysis(call, video) : undefined
    const jobId = job && !('error' in job) ? job.id : null
    return {
      body: {
        media_id: video.id,
        status: 'completed',
        metadata: metadataOf(upload, body),
        thumbnail_url: openUrl(call, `/storage/${video.id}?variant=small_256`),
        video_url: openUrl(call, `/storage/${video.id}`),
        analysis_job_id: jobId,
        processing_status: jobId === null ? 'completed' : 'queued',
        created_at: video.created_at,
      },
    }
  })

/** The chunks become one object; when one of them could not be kept, none is. */
function joinChunks({ blobs }: Tenant, upload: VideoUploadRecord): void {
  const parts = upload.chunks.map((_, index) => blobs.take(chunkBlobId(upload.id, index + 1)))
  const kept = parts.filter((part): part is StoredBytes => part !== undefined)
  if (kept.length === parts.length) blobs.put(upload.id, joined(kept))
  else for (const part of kept) part.delete()
}

const formatOf = (filename: string) => /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? 'mp4'

function videoRecord(
  { tenant, platform, nowMs }: Context,
  upload: VideoUploadRecord,
  { duration_seconds: durationSeconds }: BodyOf<'completeVideoUpload'>,
): FileRecord {
  const hasher = platform.sha256()
  for (const { etag } of upload.chunks) hasher.update(new TextEncoder().encode(etag ?? ''))
  return {
    id: upload.id,
    object_key: `tenants/${tenant.name}/${upload.id}/${upload.filename}`,
    media_type: 'video',
    title: upload.title,
    tags: upload.tags,
    filename: upload.filename,
    size_bytes: upload.size_bytes,
    content_type: upload.content_type,
    format: formatOf(upload.filename),
    width: 1_280,
    height: 720,
    hash: hasher.hex(),
    upload_method: 'chunked',
    upload_description: null,
    visible_text: null,
    folder_id: null,
    created_at: iso(nowMs),
    content_created_at: iso(nowMs),
    updated_at: null,
    work: null,
    variantsMs: nowMs,
    document: null,
    link: null,
    video: { durationSeconds, scenes: sceneTexts(upload, durationSeconds), analysisId: null },
  }
}

/** How long a scene is, seconds, and how many there are at most. */
const sceneSeconds = 10
const maxScenes = 100

/** What an analysis will have seen: a scene for every ten seconds. */
function sceneTexts({ title, filename }: VideoUploadRecord, durationSeconds: number): string[] {
  const length = Math.min(maxScenes, Math.max(1, Math.ceil(durationSeconds / sceneSeconds)))
  return Array.from({ length }, (_, index) => `Scene ${index + 1} of ${title ?? filename}`)
}

/** What the mock says of a video: it looks at none, so everything but size and duration is the same for all. */
const metadataOf = (
  upload: VideoUploadRecord,
  { duration_seconds: seconds }: BodyOf<'completeVideoUpload'>,
): VideoMetadataDTO => ({
  duration_seconds: seconds,
  resolution: '1280x720',
  width: 1_280,
  height: 720,
  frame_rate: 30,
  video_codec: 'h264',
  audio_codec: 'aac',
  bitrate_kbps: Math.round((upload.size_bytes * 8) / 1_000 / seconds),
  file_size_bytes: upload.size_bytes,
  format_name: formatOf(upload.filename),
})

export const abortVideoUpload: Handler<'abortVideoUpload'> = ({ tenant, body, nowMs }) =>
  tenant.alone(async () => {
    const upload = findUpload(tenant, body.media_id, body.upload_id)
    if ('error' in upload) return upload
    if (upload.state === 'completed')
      return refuse('HTTP_404', { message: 'The upload is completed; delete the video instead' })
    const removed = upload.state === 'uploading' ? await giveUp(tenant, upload, nowMs) : 0
    return {
      body: { media_id: upload.id, status: 'aborted', cleaned_up: true, chunks_removed: removed, s3_cleanup: true },
    }
  })

export const getVideoUploadProgress: Handler<'getVideoUploadProgress'> = async ({ tenant, params, nowMs }) => {
  await expireUploads(tenant, nowMs)
  const upload = tenant.videoUploads.get(params.media_id.toLowerCase())
  if (!upload) return refuse('HTTP_404', { message: `No upload has the media_id ${params.media_id}` })
  const completed = confirmedCount(upload)
  const total = upload.chunks.length
  const next = upload.chunks.findIndex(({ isConfirmed }) => !isConfirmed)
  return {
    body: {
      media_id: upload.id,
      upload_id: upload.upload_id,
      status: upload.state,
      chunks_completed: completed,
      total_chunks: total,
      bytes_uploaded: upload.chunks.reduce((sum, { putBytes }) => sum + (putBytes ?? 0), 0),
      total_bytes: upload.size_bytes,
      progress_percent: percentOf(completed, total),
      estimated_time_remaining: total - completed,
      current_chunk: upload.state === 'uploading' && next !== -1 ? next + 1 : null,
      failed_chunks: upload.chunks.flatMap(({ retries, isConfirmed }, index) =>
        retries > 0 && !isConfirmed ? [index + 1] : [],
      ),
      last_updated: iso(upload.updatedMs),
    },
  }
}
