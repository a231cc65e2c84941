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
  /** SHA-256 of the bytes, lower-case hexadecimal; of a link, the empty string. */
  readonly hash: string
  readonly upload_method: 'streaming' | 'batch' | 'chunked' | 'presigned' | 'link'
  /** What the description says once its work is done; of an image that nobody asked to describe, null. */
  upload_description: string | null
  visible_text: string | null
  folder_id: string | null
  readonly created_at: string
  updated_at: string | null
  /** Description of an image, text extraction of a document, crawl of a link; null when nothing is to be done. */
  work: Work | null
  /** When the sizes of an image are ready. */
  variantsMs: number
  readonly document: DocumentParts | null
  readonly link: LinkParts | null
  readonly video: VideoParts | null
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
}

export interface FolderRecord {
  readonly id: string
  name: string
  parent_id: string | null
  readonly created_at: string
  updated_at: string
}
