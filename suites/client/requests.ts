import type {
  APIKeyResponse,
  BatchOperationResponse,
  DocumentPresignedUploadResponse,
  FolderResponse,
  ListUserFilesResponse,
} from '../../contracts/generated/types.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import { findOperation } from '../../contracts/routes.ts'

/** A logical call that a client is asked to make, and what the API promises on success. */
export interface SampleRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Relative to the base URL. */
  readonly path: string
  /** The JSON body for the call of this number. */
  readonly body?: (call: number) => Readonly<Record<string, unknown>>
  readonly successStatus: 200 | 201 | 202 | 204
  readonly success: object | null
  /** Whether sending it twice is the same as once (RFC 9110 §9.2.2). */
  readonly idempotent: boolean
  /** The answer is a stream of events; the client gives its caller the events, or fails. */
  readonly streams?: boolean
}

const at = '2026-01-15T09:30:00Z'
const id = (last: number) => `7d9f3c1e-52a4-4c0b-9a36-0000000000${String(last).padStart(2, '0')}`

const files: ListUserFilesResponse = {
  files: Array.from({ length: 8 }, (_, index) => ({
    id: id(index),
    title: `Photo ${index + 1}`,
    filename: `photo-${index + 1}.jpg`,
    size_bytes: 48_000 + index,
    created_at: at,
    has_full_description: false,
    tags: ['bench'],
  })),
  total_count: 8,
  has_more: false,
}

const folder: FolderResponse = {
  id: id(20),
  name: 'Bench',
  parent_id: null,
  depth: 0,
  file_count: 0,
  subfolder_count: 0,
  created_at: at,
  updated_at: at,
}

const batch: BatchOperationResponse = { batch_id: id(30), status: 'pending', total_items: 1, created_at: at }

const presigned: DocumentPresignedUploadResponse = {
  upload_url: 'https://storage.example/bench',
  upload_method: 'PUT',
  object_key: 'bench/report.pdf',
  expires_at: at,
  max_size_bytes: 52_428_800,
}

const apiKey: APIKeyResponse = {
  id: id(40),
  name: 'Bench',
  key_prefix: 'aion_bench',
  created_at: at,
  is_active: true,
  scopes: ['read'],
  metadata: {},
}

/** The calls of the scenarios: one for each kind that retrying treats differently. */
export const requests = {
  listFiles: {
    method: 'GET',
    path: '/user-files?limit=20',
    successStatus: 200,
    success: files,
    idempotent: true,
  },
  deleteDocument: {
    method: 'DELETE',
    path: `/documents/${id(50)}`,
    successStatus: 204,
    success: null,
    idempotent: true,
  },
  updateApiKey: {
    method: 'PUT',
    path: `/api-keys/${id(40)}`,
    body: () => ({ name: 'Bench', description: 'Renamed by the retry bench' }),
    successStatus: 200,
    success: apiKey,
    idempotent: true,
  },
  createFolder: {
    method: 'POST',
    path: '/folders',
    body: (call) => ({ name: `Bench ${call + 1}` }),
    successStatus: 201,
    success: folder,
    idempotent: false,
  },
  describeBatch: {
    method: 'POST',
    path: '/batch/describe',
    body: () => ({ images: [{ object_key: 'bench/photo-1.jpg' }] }),
    successStatus: 202,
    success: batch,
    idempotent: false,
  },
  requestDocumentUpload: {
    method: 'POST',
    path: '/document-uploads/request-presigned-url',
    body: (call) => ({
      filename: 'report.pdf',
      content_type: 'application/pdf',
      size_bytes: 48_000,
      idempotency_key: `bench-${call + 1}`,
    }),
    successStatus: 200,
    success: presigned,
    idempotent: false,
  },
  renameFolder: {
    method: 'PATCH',
    path: `/folders/${id(20)}`,
    body: (call) => ({ name: `Renamed ${call + 1}` }),
    successStatus: 200,
    success: folder,
    idempotent: false,
  },
  streamMessage: {
    method: 'POST',
    path: `/chat/sessions/${id(60)}/messages/stream`,
    body: () => ({ content: 'Which photos show a bicycle?' }),
    successStatus: 200,
    success: null,
    idempotent: false,
    streams: true,
  },
} as const satisfies Record<string, SampleRequest>

export type RequestId = keyof typeof requests

export const sampleRequest = (name: RequestId): SampleRequest => requests[name]

/** Eight megabytes, for uploads that are answered before their end. */
export const largeBody = (): Uint8Array<ArrayBuffer> => new Uint8Array(8_000_000).fill(0x61)

/** The operation of the contract that a sample asks for. */
export function operationOf({ method, path }: Pick<SampleRequest, 'method' | 'path'>): OperationId {
  const id = findOperation(method, path)
  if (id === null) throw new Error(`${method} ${path} is no operation of the API`)
  return id
}
