import { type Refusal, refuse } from '../../core/message.ts'
import type { Received } from '../../storage/sink.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { descriptionsLeft, takeDescriptions, takeStorage } from '../../tenant/usage.ts'
import { variantsDurationMs } from '../files/file-state.ts'
import { iso } from '../iso.ts'
import type { Context } from '../operation.ts'
import { tellContent } from './content.ts'
import { describeContent } from './describe-content.ts'

export interface FileToStore {
  readonly filename: string
  readonly contentType: string
  readonly received: Received
  readonly title: string | null
  readonly tags: string[]
  readonly autoDescribe: boolean
  readonly method: FileRecord['upload_method']
}

/** A stored file; or the id of the one with the same bytes that was there before. */
export type Stored = { readonly file: FileRecord } | { readonly existingId: string }

/**
 * Stores a received file: tells its format, finds duplicates, takes storage and descriptions from the plan. One file of a
 * tenant after the other, so that the second of two equal ones finds the first. When it says no, the bytes are gone.
 */
export const storeFile = (call: Context, upload: FileToStore): Promise<Stored | Refusal> =>
  call.tenant.alone(() => store(call, upload))

async function store(call: Context, upload: FileToStore): Promise<Stored | Refusal> {
  const { tenant, nowMs, platform } = call
  const { received } = upload
  const admitted = admitFile(call, upload)
  if ('error' in admitted || 'existingId' in admitted) {
    received.bytes?.delete()
    return admitted
  }
  const { content } = admitted
  const id = platform.uuid()
  const isDescribed = content.media === 'document' || upload.autoDescribe
  const made = describeContent(upload, content)
  const file: FileRecord = {
    id,
    object_key: `tenants/${tenant.name}/${id}/${upload.filename}`,
    media_type: content.media,
    title: upload.title,
    tags: upload.tags,
    filename: upload.filename,
    size_bytes: received.sizeBytes,
    content_type: content.contentType,
    format: content.format,
    width: content.width,
    height: content.height,
    hash: received.hash,
    upload_method: upload.method,
    upload_description: isDescribed ? made.description : null,
    visible_text: null,
    folder_id: null,
    created_at: iso(nowMs),
    content_created_at: iso(nowMs),
    updated_at: null,
    work: isDescribed ? queueWork(tenant, nowMs) : null,
    variantsMs: nowMs + variantsDurationMs,
    document: made.document,
    link: null,
    video: null,
  }
  if (received.bytes) tenant.blobs.put(id, received.bytes)
  return { file: await tenant.files.create(file) }
}

/** What stands against a file; takes its storage and its description from the plan when nothing does. */
function admitFile(
  { tenant, nowMs }: Context,
  { filename, contentType, received, autoDescribe }: FileToStore,
): { readonly content: NonNullable<ReturnType<typeof tellContent>> } | { readonly existingId: string } | Refusal {
  const { sizeBytes, head, hash } = received
  const content = tellContent(head, { sizeBytes, contentType, filename })
  if (!content) {
    return refuse('IMAGE_PROCESSING_ERROR', {
      message: `${filename} is neither an image nor a document that can be read, whatever its name says`,
      details: { filename, content_type: contentType },
    })
  }
  // An image that is too large was not received at all.
  const limit = tenant.limits.documentBytes
  if (content.media === 'document' && sizeBytes > limit) {
    return refuse('HTTP_413', {
      message: `${filename} has ${sizeBytes} bytes; the plan allows ${limit}`,
      details: { limit_bytes: limit },
    })
  }
  const existingId = tenant.fileIndex.withHash(hash)
  if (existingId !== undefined) return { existingId }
  const needsDescription = content.media === 'image' && autoDescribe
  const isShort = needsDescription && descriptionsLeft(tenant, nowMs) === 0
  // A missing description is told before the storage is taken, which would have to be given back.
  const refusal = (isShort ? takeDescriptions(tenant, 1, nowMs) : undefined) ?? takeStorage(tenant, sizeBytes)
  if (refusal) return refusal
  if (needsDescription) takeDescriptions(tenant, 1, nowMs)
  return { content }
}
