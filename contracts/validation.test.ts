import { describe, expect, test } from 'vitest'
import { isRequestSchemaName, type RequestSchemaName, validateRequest } from './validation.ts'

const uuid = '550e8400-e29b-41d4-a716-446655440000'
const video = { filename: 'a.mp4', content_type: 'video/mp4', size_bytes: 1 }
const chunk = { media_id: uuid, upload_id: 'u', chunk_number: 1, etag: 'e', size_bytes: 1 }

const wrong: readonly [schema: RequestSchemaName, data: unknown, field: string, issue: string][] = [
  ['ListFilesQuery', { limit: '0' }, 'limit', 'Must be between 1 and 100'],
  ['ListFilesQuery', { limit: '101' }, 'limit', 'Must be between 1 and 100'],
  ['ListFilesQuery', { limit: 'ten' }, 'limit', 'Must be an integer'],
  ['ListFilesQuery', { limit: '1.5' }, 'limit', 'Must be an integer'],
  ['ListFilesQuery', { limit: '' }, 'limit', 'Must be an integer'],
  ['ListFilesQuery', { limit: ['1', '2'] }, 'limit', 'Must be an integer'],
  ['ListFilesQuery', { offset: '-1' }, 'offset', 'Must be at least 0'],
  ['ListFilesQuery', { sort_order: 'up' }, 'sort_order', 'Must be one of asc, desc'],
  ['ListFilesQuery', { folder_id: 'x' }, 'folder_id', 'Must be a UUID'],
  ['ListFilesQuery', { ids: [uuid, 'x'] }, 'ids.1', 'Must be a UUID'],
  ['ListFilesQuery', { has_description: 'maybe' }, 'has_description', 'Must be a boolean'],
  [
    'ListFilesQuery',
    { date_from: '2026-02-29' },
    'date_from',
    'Must be a date (YYYY-MM-DD) or a date and time (YYYY-MM-DDThh:mm:ssZ)',
  ],
  ['ListFilesQuery', { lmit: '5' }, 'lmit', 'Is not a known parameter. Did you mean limit?'],
  ['ListFilesQuery', { banana: '5' }, 'banana', 'Is not a known parameter'],
  ['CheckUploadQuotaQuery', {}, 'file_count', 'Is required'],
  ['CheckUploadQuotaQuery', { file_count: '0' }, 'file_count', 'Must be at least 1'],
  ['StreamUploadForm', { auto_describe: 'perhaps' }, 'auto_describe', 'Must be a boolean'],
  ['CreateFolderRequest', [], 'body', 'Must be an object'],
  ['CreateFolderRequest', {}, 'name', 'Is required'],
  ['CreateFolderRequest', { name: 5 }, 'name', 'Must be a string'],
  ['CreateFolderRequest', { name: '' }, 'name', 'Must be between 1 and 255 characters long'],
  ['CreateFolderRequest', { name: 'a', parent_id: 5 }, 'parent_id', 'Must be a string or null'],
  ['UpdateFileRequest', { title: 'a'.repeat(256) }, 'title', 'Must be at most 255 characters long'],
  ['UpdateFileRequest', { tags: Array(41).fill('a') }, 'tags', 'Must have at most 40 items'],
  ['BatchDeleteFilesRequest', { file_ids: [] }, 'file_ids', 'Must have between 1 and 100 items'],
  ['BatchDescribeRequest', { images: [] }, 'images', 'Must have at least 1 item'],
  ['BatchDescribeRequest', { images: [{}], webhook_url: 'x' }, 'webhook_url', 'Must be a URI'],
  ['BatchDescribeRequest', { images: [{}], max_parallel: '5' }, 'max_parallel', 'Must be an integer'],
  ['BatchVideoUploadRequestDTO', { videos: [{ ...video, filename: 5 }] }, 'videos.0.filename', 'Must be a string'],
  ['BatchVideoUploadRequestDTO', { videos: [video, {}] }, 'videos.1.filename', 'Is required'],
  [
    'BatchVideoUploadRequestDTO',
    { videos: [video], processing_priority: 'asap' },
    'processing_priority',
    'Must be one of low, normal, high, null',
  ],
  ['InitiateVideoUploadRequestDTO', { ...video, content_type: 'image/png' }, 'content_type', 'Must match ^video/'],
  ['InitiateVideoUploadRequestDTO', { ...video, size_bytes: 0 }, 'size_bytes', 'Must be between 1 and 4294967296'],
  ['InitiateVideoUploadRequestDTO', { ...video, metadata: [] }, 'metadata', 'Must be an object or null'],
  ['ConfirmVideoChunkRequestDTO', { ...chunk, size_bytes: 0 }, 'size_bytes', 'Must be at least 1'],
  ['ConfirmVideoChunkRequestDTO', { ...chunk, etag: '' }, 'etag', 'Must not be empty'],
  [
    'CompleteVideoUploadRequestDTO',
    { media_id: uuid, upload_id: 'u', duration_seconds: 0 },
    'duration_seconds',
    'Must be greater than 0 and at most 7200',
  ],
  [
    'CreateAPIKeyRequest',
    { name: 'a', expires_at: 'soon' },
    'expires_at',
    'Must be a date and time (YYYY-MM-DDThh:mm:ssZ)',
  ],
]

describe('a wrong request names the field and what was expected', () => {
  test.each(wrong)('%s %j: %s %s', (schema, data, field, issue) => {
    expect(validateRequest(schema, data)).toEqual({ field, issue })
  })
})

describe('a right request', () => {
  test('of query parameters is converted and completed', () => {
    const query = { limit: '5', tags: 'cat', has_description: 'true', date_from: '2026-01-31' }
    expect(validateRequest('ListFilesQuery', query)).toBeNull()
    expect(query).toEqual({
      limit: 5,
      tags: ['cat'],
      has_description: true,
      date_from: '2026-01-31',
      offset: 0,
      search_mode: 'all',
      sort_by: 'content_created_at',
      sort_order: 'desc',
    })
  })

  test('as a body is completed but not converted', () => {
    const body = { name: 'CI', unknown: true }
    expect(validateRequest('CreateAPIKeyRequest', body)).toBeNull()
    expect(body).toEqual({ name: 'CI', unknown: true, scopes: [], metadata: {} })
  })

  test('has defaults of its own, not shared with the next', () => {
    const [first, second]: { name: string; scopes?: string[] }[] = [{ name: 'a' }, { name: 'b' }]
    validateRequest('CreateAPIKeyRequest', first)
    first?.scopes?.push('read')
    validateRequest('CreateAPIKeyRequest', second)
    expect(second?.scopes).toEqual([])
  })

  test('may hold a leap day and a time without an offset', () => {
    expect(validateRequest('CreateAPIKeyRequest', { name: 'a', expires_at: '2028-02-29T12:00:00' })).toBeNull()
  })

  test('counts characters, not UTF-16 units', () => {
    expect(validateRequest('CreateFolderRequest', { name: '😀'.repeat(255) })).toBeNull()
  })
})

test('only schemas of requests are request schemas', () => {
  expect(isRequestSchemaName('ListFilesQuery')).toBe(true)
  expect(isRequestSchemaName('UserFile')).toBe(false)
})
