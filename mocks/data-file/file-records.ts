import { palettePngBytes } from '../../fixtures/media/palette-png.ts'
import type { DocumentData, FileData, LinkData, VideoData } from '../generated/data-types.ts'
import { momentMs } from '../tenant/moment-schema.ts'
import type { FileRecord } from '../tenant/record-types.ts'
import { iso, objectKey, settled } from '../tenant/settled-file.ts'
import { stableId } from '../tenant/stable-id.ts'

/** Where a record stands among those of its tenant. */
export interface Place {
  readonly tenant: string
  /** The list that it is in. */
  readonly list: string
  /** Its place in that list. */
  readonly index: number
  /** When it was stored if nobody says when, epoch milliseconds. */
  readonly defaultMs: number
}

/** The id and the moment of a record, as it says or as its place says. */
export function identityOf(
  { id, created_at: created }: { readonly id?: string; readonly created_at?: string },
  { tenant, list, index, defaultMs }: Place,
) {
  return {
    id: id ?? stableId(`${tenant} ${list} ${index}`),
    createdMs: created === undefined ? defaultMs : momentMs(created),
  }
}

/** Parts of a record that all kinds of files say alike. */
const sharedOf = (
  { title, tags = [], folder_id = null }: Pick<FileData, 'title' | 'tags' | 'folder_id'>,
  { createdMs }: { readonly createdMs: number },
) => ({
  title: title ?? null,
  tags: [...tags],
  folder_id,
  content_created_at: iso(createdMs),
})

/** A file without bytes has no hash of them; this one is as good, and no two are the same. */
const hashOf = (id: string) => id.replaceAll('-', '').repeat(2)

export function imageRecord(data: FileData, place: Place): FileRecord {
  const identity = identityOf(data, place)
  const { content_type = 'image/png', dimensions = { width: 800, height: 600 }, content_created_at: taken } = data
  const { width, height } = dimensions
  const format = content_type.slice('image/'.length)
  const filename = data.filename ?? `${data.title ?? `image-${place.index + 1}`}.${format}`
  return {
    ...settled(identity),
    ...sharedOf(data, identity),
    object_key: objectKey(place.tenant, { id: identity.id, filename }),
    media_type: 'image',
    filename,
    size_bytes: data.size_bytes ?? palettePngBytes(width, height),
    content_type,
    format,
    width,
    height,
    hash: hashOf(identity.id),
    upload_method: 'streaming',
    upload_description: data.upload_description ?? null,
    visible_text: data.visible_text ?? null,
    content_created_at: iso(taken === undefined ? identity.createdMs : momentMs(taken)),
  }
}

const typesByExtension: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

export function documentRecord(data: DocumentData, place: Place): FileRecord {
  const identity = identityOf(data, place)
  const { filename, page_count = 1, text = [] } = data
  const extension = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? 'pdf'
  const format = Object.hasOwn(typesByExtension, extension) ? extension : 'pdf'
  return {
    ...settled(identity),
    ...sharedOf(data, identity),
    object_key: objectKey(place.tenant, { id: identity.id, filename }),
    media_type: 'document',
    filename,
    size_bytes: data.size_bytes ?? 100_000,
    content_type: typesByExtension[format] ?? 'application/pdf',
    format,
    upload_method: 'presigned',
    document: { document_type: format, page_count, chunks: text },
  }
}

export function videoRecord(data: VideoData, place: Place): FileRecord {
  const identity = identityOf(data, place)
  const { scenes = [], duration_seconds = 10, upload_description = null } = data
  const filename = data.filename ?? `${data.title ?? `video-${place.index + 1}`}.mp4`
  return {
    ...settled(identity),
    ...sharedOf(data, identity),
    object_key: objectKey(place.tenant, { id: identity.id, filename }),
    media_type: 'video',
    filename,
    size_bytes: data.size_bytes ?? 1_000_000,
    content_type: 'video/mp4',
    format: 'mp4',
    width: 1_280,
    height: 720,
    upload_method: 'chunked',
    upload_description,
    video: { durationSeconds: duration_seconds, scenes, analysisId: stableId(`${identity.id} analysis`) },
  }
}

export function linkRecord(data: LinkData, place: Place): FileRecord {
  const identity = identityOf(data, place)
  const { href, hostname } = new URL(data.url)
  return {
    ...settled(identity),
    ...sharedOf(data, identity),
    object_key: `tenants/${place.tenant}/${identity.id}`,
    media_type: 'link',
    filename: hostname,
    size_bytes: 0,
    content_type: 'text/html',
    format: 'link',
    upload_method: 'link',
    upload_description: data.upload_description ?? null,
    link: { source_url: href, domain: hostname },
  }
}
