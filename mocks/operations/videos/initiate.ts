import type {
  InitiateVideoUploadRequestDTO,
  InitiateVideoUploadResponseDTO,
  VideoChunkDTO,
} from '../../../contracts/generated/types.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { VideoUploadRecord } from '../../tenant/record-types.ts'
import { releaseUploads, takeStorage, takeUploads } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Context, Handler } from '../operation.ts'
import { presignedUrl } from '../storage/presign.ts'
import { chunkPath, chunkUrlLifetimeMs, expireUploads, uploadLifetimeMs } from './video-uploads.ts'

export const initiateVideoUpload: Handler<'initiateVideoUpload'> = async (call) => {
  await expireUploads(call.tenant, call.nowMs)
  const refusal = takeFor(call, [call.body])
  return refusal ?? { body: await begin(call, call.body) }
}

export const initiateVideoUploads: Handler<'initiateVideoUploads'> = async (call) => {
  const { videos: requested, processing_priority: priority } = call.body
  await expireUploads(call.tenant, call.nowMs)
  const refusal = takeFor(call, requested)
  if (refusal) return refusal
  const videos: InitiateVideoUploadResponseDTO[] = []
  for (const video of requested) videos.push(await begin(call, video))
  const totalBytes = totalOf(requested)
  return {
    body: {
      batch_id: call.platform.uuid(),
      videos,
      total_videos: videos.length,
      total_size_bytes: totalBytes,
      estimated_time_seconds: Math.ceil(totalBytes / bytesPerSecond),
      processing_priority: priority ?? 'normal',
    },
  }
}

/** What an upload is assumed to manage, for estimates. */
const bytesPerSecond = 10 * 1_048_576

const totalOf = (videos: readonly InitiateVideoUploadRequestDTO[]) =>
  videos.reduce((sum, { size_bytes: size }) => sum + size, 0)

/** Takes places and storage for all the videos, or for none. */
function takeFor({ tenant }: Context, videos: readonly InitiateVideoUploadRequestDTO[]): Refusal | undefined {
  const limit = tenant.limits.videoBytes
  const large = videos.find(({ size_bytes: size }) => size > limit)
  if (large) {
    return refuse('HTTP_413', {
      message: `${large.filename} has ${large.size_bytes} bytes; the plan allows ${limit}`,
      details: { limit_bytes: limit },
    })
  }
  const refusal = takeUploads(tenant, videos.length)
  if (refusal) return refusal
  const full = takeStorage(tenant, totalOf(videos))
  if (full) releaseUploads(tenant, videos.length)
  return full
}

async function begin(call: Context, video: InitiateVideoUploadRequestDTO): Promise<InitiateVideoUploadResponseDTO> {
  const { tenant, platform, nowMs } = call
  const chunkBytes = tenant.limits.videoChunkBytes
  const count = Math.ceil(video.size_bytes / chunkBytes)
  const sizeOf = (index: number) => Math.min(chunkBytes, video.size_bytes - index * chunkBytes)
  const upload: VideoUploadRecord = {
    id: platform.uuid(),
    upload_id: platform.uuid(),
    filename: video.filename,
    content_type: video.content_type,
    size_bytes: video.size_bytes,
    title: video.title ?? null,
    tags: video.tags ?? [],
    chunk_size_bytes: chunkBytes,
    createdMs: nowMs,
    expiresMs: nowMs + uploadLifetimeMs,
    updatedMs: nowMs,
    state: 'uploading',
    chunks: Array.from({ length: count }, (_, index) => ({
      size_bytes: sizeOf(index),
      etag: null,
      putBytes: null,
      isConfirmed: false,
      retries: 0,
    })),
  }
  await tenant.videoUploads.create(upload)
  const expiresMs = nowMs + chunkUrlLifetimeMs
  return {
    media_id: upload.id,
    upload_id: upload.upload_id,
    chunks: upload.chunks.map(
      ({ size_bytes: size }, index): VideoChunkDTO => ({
        chunk_number: index + 1,
        size_bytes: size,
        upload_url: presignedUrl(call, chunkPath(upload.upload_id, index + 1), expiresMs),
        expires_at: iso(expiresMs),
        upload_method: 'PUT',
      }),
    ),
    total_chunks: count,
    chunk_size_bytes: chunkBytes,
    expires_at: iso(upload.expiresMs),
    storage_path: `tenants/${tenant.name}/${upload.id}/${upload.filename}`,
    concurrent_upload_limit: tenant.limits.videoParallelChunks,
    retry_attempts: tenant.limits.videoChunkRetries,
  }
}
