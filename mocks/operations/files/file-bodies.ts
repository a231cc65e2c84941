import { fillDefaults } from '../../../contracts/fill-defaults.ts'
import type { UserFile, UserFileDetails } from '../../../contracts/generated/types.ts'
import type { FileRecord, LinkParts } from '../../tenant/record-types.ts'
import { stateOf, type Work, type WorkState } from '../../tenant/work.ts'
import { iso } from '../iso.ts'
import { crawlState, pageOf } from '../links/page.ts'
import { descriptionOf, isSettled, variantState, visibleTextOf, workState } from './file-state.ts'

/** What both forms of a file share. `storage` is the URL under which the tenant's stored objects lie. */
function sharedParts(file: FileRecord, nowMs: number, storage: string) {
  const { media_type: type, document, link, video, work } = file
  const state = workState(file, nowMs)
  const isImage = type === 'image'
  const url = `${storage}/${file.id}`
  const hasPicture = isImage || type === 'video'
  return {
    id: file.id,
    title: file.title,
    tags: file.tags,
    size_bytes: file.size_bytes,
    content_type: file.content_type,
    dimensions: hasPicture ? { width: file.width, height: file.height } : {},
    format: file.format,
    thumbnail_url: hasPicture ? `${url}?variant=small_256` : null,
    medium_url: hasPicture ? `${url}?variant=medium_750` : null,
    full_url: hasPicture ? `${url}?variant=large_1024` : null,
    variant_status: variantState(file, nowMs),
    variant_count: hasPicture ? (nowMs >= file.variantsMs ? variantCount : 0) : null,
    upload_description: descriptionOf(file, nowMs),
    visible_text: visibleTextOf(file, nowMs),
    description_status: isImage ? state : null,
    created_at: file.created_at,
    content_created_at: file.content_created_at,
    media_type: type,
    ...(video && {
      video_metadata: { duration_seconds: video.durationSeconds },
      video_analysis_status: state,
      video_url: url,
    }),
    ...(document && {
      document_type: document.document_type,
      page_count: document.page_count,
      chunk_count: document.chunks.length,
      text_extraction_status: state,
      document_url: url,
    }),
    ...(link && linkParts(link, state, work)),
  }
}

function linkParts(link: LinkParts, state: WorkState | null, work: Work | null) {
  const crawled = state === 'completed' ? pageOf(link) : undefined
  return {
    source_url: link.source_url,
    domain: link.domain,
    crawl_status: crawlState(state),
    crawled_at: crawled && work ? iso(work.endMs) : null,
    ...(crawled && { og_metadata: crawled.og_metadata, favicon_url: crawled.favicon_url }),
  }
}

const variantCount = 4

interface Text {
  readonly storage: string
  readonly text: string
}

const summaries = new WeakMap<FileRecord, Text>()

/**
 * A file as the list shows it, as JSON text. Records are replaced when they change, so the text of a settled one is kept; it
 * is settled no longer where the clock is moved back.
 */
export function fileSummary(file: FileRecord, nowMs: number, storage: string): string {
  const settled = isSettled(file, nowMs)
  const known = settled ? summaries.get(file) : undefined
  if (known?.storage === storage) return known.text
  const body: UserFile = {
    ...sharedParts(file, nowMs, storage),
    filename: file.filename,
    has_full_description: descriptionOf(file, nowMs) !== null,
    description_error: file.media_type === 'image' ? failureOf(file, nowMs) : null,
  }
  const text = JSON.stringify(fillDefaults('UserFile', body))
  if (settled) summaries.set(file, { storage, text })
  return text
}

function failureOf(file: FileRecord, nowMs: number): string | null {
  return workState(file, nowMs) === 'failed' ? (file.work?.failure?.message ?? null) : null
}

/** A file with everything known of it. */
export function fileDetails(file: FileRecord, nowMs: number, storage: string): UserFileDetails {
  const { work } = file
  const state = workState(file, nowMs)
  const description = descriptionOf(file, nowMs)
  const endedAt = work && nowMs >= work.endMs ? iso(work.endMs) : null
  return {
    ...sharedParts(file, nowMs, storage),
    object_key: file.object_key,
    original_url: file.media_type === 'link' ? null : `${storage}/${file.id}`,
    description_generated_at: description === null ? null : endedAt,
    full_descriptions:
      description === null || !work
        ? []
        : [
            {
              id: file.id,
              description,
              visible_text: file.visible_text,
              confidence_score: 0.93,
              processing_time_ms: work.endMs - work.startMs,
              created_at: iso(work.endMs),
            },
          ],
    updated_at: file.updated_at,
    upload_method: file.upload_method,
    original_filename: file.filename,
    hash: file.hash,
    processing_history: work
      ? [
          {
            id: file.id,
            status: stateOf(work, nowMs),
            created_at: iso(work.queuedMs),
            completed_at: endedAt,
            error_message: failureOf(file, nowMs),
          },
        ]
      : [],
    ...(file.link && {
      page_title: state === 'completed' ? pageOf(file.link).page_title : null,
      crawl_error: failureOf(file, nowMs),
    }),
  }
}
