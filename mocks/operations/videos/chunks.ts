import { type Refusal, refuse } from '../../core/message.ts'
import type { ChunkState, VideoUploadRecord } from '../../tenant/record-types.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { presignedUrl, refusePresigned } from '../storage/presign.ts'
import { etagOf, receiveBytes } from '../storage/receive-bytes.ts'
import { chunkBlobId, chunkPath, chunkUrlLifetimeMs, confirmedCount, findUpload, percentOf } from './video-uploads.ts'

const chunkError = (message: string, details: Readonly<Record<string, unknown>>): Refusal =>
  refuse('CHUNK_UPLOAD_ERROR', { message, details })

/** The chunk of an open upload, or why it cannot be worked on. */
function openChunk(upload: VideoUploadRecord, number: number): ChunkState | Refusal {
  if (upload.state !== 'uploading') return chunkError(`The upload is ${upload.state} already`, { chunk_number: number })
  const total = upload.chunks.length
  return (
    upload.chunks[number - 1] ??
    chunkError(`There is no chunk ${number}; the video has ${total}`, { chunk_number: number, total_chunks: total })
  )
}

export const putVideoChunk: Handler<'putVideoChunk'> = async (call) => {
  const { tenant, params, query } = call
  const number = Number(params.chunk_number)
  const refusal = refusePresigned(call, chunkPath(params.upload_id, number), query)
  if (refusal) return refusal
  const upload = tenant.videoUploads.all().find(({ upload_id: id }) => id === params.upload_id)
  if (upload?.state !== 'uploading' || !upload.chunks[number - 1])
    return refuse('HTTP_404', { message: 'No upload awaits this chunk' })
  const received = await receiveBytes(call, tenant.limits.videoChunkBytes)
  if ('error' in received) return received
  const etag = etagOf(received.hash)
  const updated = await tenant.videoUploads.update(upload.id, (draft) => {
    const chunk = draft.chunks[number - 1]
    if (!chunk || draft.state !== 'uploading') return
    chunk.etag = etag
    chunk.putBytes = received.sizeBytes
    chunk.isConfirmed = false
  })
  if (updated?.state !== 'uploading') {
    received.bytes?.delete()
    return refuse('HTTP_404', { message: 'The upload ended meanwhile' })
  }
  const blobId = chunkBlobId(upload.id, number)
  if (received.bytes) tenant.blobs.put(blobId, received.bytes)
  else tenant.blobs.delete(blobId)
  return { headers: ['ETag', etag] }
}

const unquoted = (etag: string) => etag.replaceAll('"', '').toLowerCase()

/** What a confirmation says that does not agree with what was put; undefined when all does. */
function disagreement(
  { size_bytes: expected, etag, putBytes }: ChunkState,
  said: { readonly chunk_number: number; readonly size_bytes: number; readonly etag: string },
): Refusal | undefined {
  const { chunk_number: number } = said
  if (etag === null) return chunkError(`Chunk ${number} was never put at its URL`, { chunk_number: number })
  if (said.size_bytes !== expected || putBytes !== expected) {
    return chunkError(
      `Chunk ${number} must have ${expected} bytes; ${putBytes} were put, ${said.size_bytes} confirmed`,
      {
        chunk_number: number,
        expected_bytes: expected,
        put_bytes: putBytes,
        confirmed_bytes: said.size_bytes,
      },
    )
  }
  if (unquoted(said.etag) !== unquoted(etag)) {
    return chunkError(`The ETag of chunk ${number} is ${etag}, not ${said.etag}`, {
      chunk_number: number,
      expected_etag: etag,
      confirmed_etag: said.etag,
    })
  }
  return undefined
}

export const confirmVideoChunk: Handler<'confirmVideoChunk'> = ({ tenant, body, nowMs }) =>
  tenant.alone(async () => {
    const upload = findUpload(tenant, body.media_id, body.upload_id)
    if ('error' in upload) return upload
    const chunk = openChunk(upload, body.chunk_number)
    if ('error' in chunk) return chunk
    const refusal = disagreement(chunk, body)
    if (refusal) return refusal
    const updated = await tenant.videoUploads.update(upload.id, (draft) => {
      const own = draft.chunks[body.chunk_number - 1]
      if (own) own.isConfirmed = true
      draft.updatedMs = nowMs
    })
    const completed = confirmedCount(updated ?? upload)
    const total = upload.chunks.length
    return {
      body: {
        chunk_number: body.chunk_number,
        status: 'completed',
        chunks_completed: completed,
        total_chunks: total,
        progress_percent: percentOf(completed, total),
        estimated_time_remaining: total - completed,
      },
    }
  })

export const retryVideoChunk: Handler<'retryVideoChunk'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body, nowMs } = call
    const upload = findUpload(tenant, body.media_id, body.upload_id)
    if ('error' in upload) return upload
    const chunk = openChunk(upload, body.chunk_number)
    if ('error' in chunk) return chunk
    const maxRetries = tenant.limits.videoChunkRetries
    if (chunk.retries >= maxRetries) {
      return chunkError(`Chunk ${body.chunk_number} was retried ${maxRetries} times; the plan allows no more`, {
        chunk_number: body.chunk_number,
        max_retries: maxRetries,
      })
    }
    const attempt = chunk.retries + 1
    await tenant.videoUploads.update(upload.id, (draft) => {
      const own = draft.chunks[body.chunk_number - 1]
      if (own) Object.assign(own, { retries: attempt, etag: null, putBytes: null, isConfirmed: false })
      draft.updatedMs = nowMs
    })
    tenant.blobs.delete(chunkBlobId(upload.id, body.chunk_number))
    const expiresMs = nowMs + chunkUrlLifetimeMs
    return {
      body: {
        chunk_number: body.chunk_number,
        upload_url: presignedUrl(call, chunkPath(upload.upload_id, body.chunk_number), expiresMs),
        expires_at: iso(expiresMs),
        retry_attempt: attempt,
        max_retries: maxRetries,
      },
    }
  })
