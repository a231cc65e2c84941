import type { Work } from './work.ts'

export type MediaType = 'image' | 'video' | 'document' | 'link'

/** A stored file of any kind. Times are epoch milliseconds in `…Ms`, ISO text in `…_at`. */
export interface FileRecord {
  readonly id: string
  readonly object_key: string
  readonly media_type: MediaType
  title: string | null
  tags: string[]
  readonly filename: string
  readonly size_bytes: number
  readonly content_type: string
  readonly format: string
  readonly width: number
  readonly height: number
  /** SHA-256 of the bytes, lower-case hexadecimal (of a video: of its chunks' hashes); of a link, the empty string. */
  readonly hash: string
  readonly upload_method: 'streaming' | 'batch' | 'chunked' | 'presigned' | 'link' | 'cloud'
  /** What the description says once its work is done; of an image that nobody asked to describe, null. */
  upload_description: string | null
  visible_text: string | null
  folder_id: string | null
  readonly created_at: string
  /** When what the file shows came to be: of a picture, when it was taken. */
  readonly content_created_at: string
  updated_at: string | null
  /** Description of an image, analysis of a video, extraction of a document, crawl of a link; null when there is nothing to do. */
  work: Work | null
  /** When the sizes of an image are ready. */
  variantsMs: number
  readonly document: DocumentParts | null
  readonly link: LinkParts | null
  video: VideoParts | null
}

export interface DocumentParts {
  readonly document_type: string
  readonly page_count: number
  /** The text that a search finds, one entry for each chunk. */
  readonly chunks: readonly string[]
}

export interface LinkParts {
  readonly source_url: string
  readonly domain: string
}

export interface VideoParts {
  readonly durationSeconds: number
  /** What is seen in each scene, in their order; shown once the analysis is done. */
  readonly scenes: readonly string[]
  /** The analysis that `work` is; null when none was asked for. */
  analysisId: string | null
}

/** An analysis of an image that was asked for: the last one counts. */
export interface ImageJobRecord {
  /** The kind and the id of the file. */
  readonly id: `${'colors' | 'materials'}:${string}`
  work: Work
  /** How many colours are wanted at most. */
  maxColors: number
}

export interface FolderRecord {
  readonly id: string
  name: string
  parent_id: string | null
  readonly created_at: string
  updated_at: string
}

/** One file of an upload session. */
export interface SessionItem {
  readonly index: number
  readonly filename: string
  /** Null when the file was refused. */
  readonly fileId: string | null
  readonly object_key: string
  readonly outcome: 'accepted' | 'skipped' | 'rejected'
  readonly reason: string | null
  readonly isRetryable: boolean
}

export interface SessionRecord {
  readonly id: string
  readonly items: readonly SessionItem[]
  readonly createdMs: number
  cancelledMs: number | null
}

/** A chunk of a video; `etag` and `putBytes` are null until its bytes were put. */
export interface ChunkState {
  readonly size_bytes: number
  etag: string | null
  putBytes: number | null
  isConfirmed: boolean
  retries: number
}

export interface VideoUploadRecord {
  /** The id that the video will have. */
  readonly id: string
  readonly upload_id: string
  readonly filename: string
  readonly content_type: string
  readonly size_bytes: number
  readonly title: string | null
  readonly tags: string[]
  readonly chunk_size_bytes: number
  readonly createdMs: number
  readonly expiresMs: number
  updatedMs: number
  state: 'uploading' | 'completed' | 'aborted'
  chunks: ChunkState[]
}

export interface AnalysisRecord {
  readonly id: string
  readonly media_id: string
  work: Work
  retries: number
}

/** A document that may be put at its presigned URL, and what became of it. */
export interface DocumentUploadRecord {
  readonly id: string
  readonly object_key: string
  readonly filename: string
  readonly content_type: string
  readonly size_bytes: number
  readonly idempotencyKey: string | null
  readonly expiresMs: number
  /** What was put; null before. */
  put: { readonly hash: string; readonly sizeBytes: number } | null
  /** The document that it became; null before it was confirmed. */
  documentId: string | null
  isDeduplicated: boolean
  /** Whether its time ran out before it was confirmed: then its storage was given back. */
  isExpired: boolean
}

/** An export of descriptions. What it holds lies among the tenant's bytes, under its id. */
export interface ExportRecord {
  readonly id: string
  readonly format: 'csv' | 'json' | 'jsonl'
  readonly createdMs: number
  readonly work: Work
  readonly recordCount: number
  /** Whether there was room to keep it. */
  readonly isKept: boolean
}

/** Documents whose URLs were asked for at once. */
export interface DocumentBatchRecord {
  readonly id: string
  readonly uploadIds: readonly string[]
  readonly createdMs: number
  updatedMs: number | null
  /** Uploads that the sender reported as failed, or that did not agree with what was put. */
  failedIds: string[]
}

export interface BatchItem {
  readonly id: string
  readonly input: Readonly<Record<string, unknown>>
  readonly description: string
  readonly work: Work
}

export interface BatchRecord {
  readonly id: string
  readonly createdMs: number
  readonly items: readonly BatchItem[]
  cancelledMs: number | null
}

export interface ChatMessage {
  readonly id: string
  readonly role: 'user' | 'assistant'
  readonly content: string
  readonly tokens: number
  readonly createdMs: number
  readonly imageIds: readonly string[]
  /** What an answer proposes to do; null for all others. */
  plan: ChatPlan | null
}

/** Work on files that a chat proposes and does once it is approved. */
export interface ChatPlan {
  readonly id: string
  /** The images that it sorts into folders. */
  readonly imageIds: readonly string[]
  state: 'pending' | 'approved' | 'cancelled'
}

export interface ChatRecord {
  readonly id: string
  title: string
  useAllImages: boolean
  imageIds: readonly string[]
  documentIds: readonly string[]
  videoIds: readonly string[]
  readonly createdMs: number
  updatedMs: number
  closedMs: number | null
  messages: ChatMessage[]
}

export type Scope = 'read' | 'write' | 'admin'

export interface ApiKeyRecord {
  readonly id: string
  /** The key itself: a mock has nothing to hide. */
  readonly key: string
  name: string
  description: string | null
  metadata: Record<string, unknown>
  readonly scopes: readonly Scope[]
  readonly createdMs: number
  readonly expiresMs: number | null
  revokedMs: number | null
}
