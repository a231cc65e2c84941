import { type Refusal, refuse } from '../../core/message.ts'
import type { VideoUploadRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { releaseStorage, releaseUploads } from '../../tenant/usage.ts'

/** How long an upload may take from its beginning to its end. */
export const uploadLifetimeMs = 24 * 3_600_000

/** How long the URL of one chunk is good. */
export const chunkUrlLifetimeMs = 3_600_000

/** Where the object store keeps a chunk, relative to the base URL. */
export const chunkPath = (uploadId: string, chunkNumber: number): string =>
  `/video-uploads/storage/${uploadId}/${chunkNumber}`

/** Under which id the bytes of a chunk lie. */
export const chunkBlobId = (mediaId: string, chunkNumber: number): string => `${mediaId}/${chunkNumber}`

/** The upload that both ids name, or the refusal that says there is none. */
export function findUpload(tenant: Tenant, mediaId: string, uploadId: string): VideoUploadRecord | Refusal {
  const upload = tenant.videoUploads.get(mediaId.toLowerCase())
  if (upload?.upload_id === uploadId.toLowerCase()) return upload
  return refuse('HTTP_404', { message: `No upload has the media_id ${mediaId} and the upload_id ${uploadId}` })
}

/** Ends an upload before its time: its chunks, its storage and its place among the uploads under way are given back. */
export async function giveUp(tenant: Tenant, upload: VideoUploadRecord, nowMs: number): Promise<number> {
  let removed = 0
  for (let number = 1; number <= upload.chunks.length; number++) {
    const id = chunkBlobId(upload.id, number)
    if (tenant.blobs.get(id)) removed += 1
    tenant.blobs.delete(id)
  }
  releaseStorage(tenant, upload.size_bytes)
  releaseUploads(tenant)
  await tenant.videoUploads.update(upload.id, (draft) => {
    draft.state = 'aborted'
    draft.updatedMs = nowMs
  })
  return removed
}

/** Gives up the uploads whose time is over. */
export async function expireUploads(tenant: Tenant, nowMs: number): Promise<void> {
  for (const upload of [...tenant.videoUploads.all()]) {
    if (upload.state === 'uploading' && nowMs > upload.expiresMs) await giveUp(tenant, upload, nowMs)
  }
}

export const confirmedCount = ({ chunks }: VideoUploadRecord): number =>
  chunks.filter(({ isConfirmed }) => isConfirmed).length

export const percentOf = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 100
