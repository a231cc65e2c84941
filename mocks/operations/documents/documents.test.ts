import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const { bytes, filename, contentType } = samples.text
const wanted = { filename, content_type: contentType, size_bytes: bytes.length }

const request = (mock: TestMock, more: object = {}) =>
  mock.send('POST', '/document-uploads/request-presigned-url', { body: { ...wanted, ...more } })

const confirm = (mock: TestMock, key: string, more: object = {}) =>
  mock.send('POST', '/document-uploads/confirm', {
    body: { object_key: key, size_bytes: bytes.length, content_type: contentType, ...more },
  })

async function upload(mock: TestMock, more?: object) {
  const { json } = await request(mock, more)
  await mock.send('PUT', json.upload_url, { body: bytes })
  return { key: json.object_key as string, confirmed: (await confirm(mock, json.object_key)).json } // as the response validator holds
}

describe('a document that is confirmed twice', () => {
  test('is the same document, and is written once', async () => {
    using mock = createTestMock()
    const { key, confirmed } = await upload(mock)
    const tenant = await mock.tenant()
    const before = { ...tenant.usage, files: tenant.files.size }
    const again = await confirm(mock, key)
    expect(again.status).toBe(201)
    expect(again.json).toEqual({ ...confirmed, is_idempotent_retry: true })
    expect({ ...tenant.usage, files: tenant.files.size }).toEqual(before)
  })

  test('at the same time is written once', async () => {
    using mock = createTestMock()
    const { json } = await request(mock)
    await mock.send('PUT', json.upload_url, { body: bytes })
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(mock, json.object_key)))
    expect(answers.map((answer) => answer.json.is_idempotent_retry).sort()).toEqual([false, true, true, true, true])
    expect(new Set(answers.map((answer) => answer.json.document_id)).size).toBe(1)
  })
})

test('the same idempotency key asks for the same upload, which reserves its storage once', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const { storageBytes } = tenant.usage
  const first = await request(mock, { idempotency_key: 'a-1' })
  const second = await request(mock, { idempotency_key: 'a-1' })
  const third = await request(mock, { idempotency_key: 'a-2' })
  expect(second.json.object_key).toBe(first.json.object_key)
  expect(third.json.object_key).not.toBe(first.json.object_key)
  expect(tenant.usage.storageBytes).toBe(storageBytes + 2 * bytes.length)
})

test('the same bytes under another name are the document that is there', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const first = await upload(mock)
  const { storageBytes } = tenant.usage
  const second = await upload(mock, { filename: 'copy.txt' })
  expect(second.confirmed).toMatchObject({ deduplicated: true, document_id: first.confirmed.document_id })
  expect(tenant.usage.storageBytes).toBe(storageBytes)
})

test.each([
  ['another size', { size_bytes: bytes.length + 1 }, 'size_bytes'],
  ['another checksum', { checksum: 'f'.repeat(64) }, 'checksum'],
])('a confirmation with %s is refused', async (_, more, field) => {
  using mock = createTestMock()
  const { json } = await request(mock)
  await mock.send('PUT', json.upload_url, { body: bytes })
  const refused = await confirm(mock, json.object_key, more)
  expect([refused.status, refused.json.error.details.field]).toEqual([422, field])
  const checksum = createHash('sha256').update(bytes).digest('hex')
  expect((await confirm(mock, json.object_key, { checksum })).status).toBe(201)
})

test('an upload that nobody confirms within its hour gives its storage back', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const { storageBytes } = tenant.usage
  const { json } = await request(mock)
  tenant.clock.advance(2 * 3_600_000)
  expect((await confirm(mock, json.object_key)).status).toBe(404)
  expect(tenant.usage.storageBytes).toBe(storageBytes)
})

test('text is extracted after a while; then a search finds it, and the document can be deleted', async () => {
  using mock = createTestMock()
  const { confirmed } = await upload(mock)
  const id = confirmed.document_id
  const search = async () =>
    (await mock.send('POST', '/documents/search', { body: { query: 'red chair', document_ids: [id] } })).json
  expect((await mock.send('GET', `/document-uploads/${id}/status`)).json.text_extraction_status).toBe('pending')
  expect((await search()).total_count).toBe(0)
  expect((await mock.send('DELETE', `/documents/${id}`)).status).toBe(409)
  mock.time.advance(60_000)
  expect((await mock.send('GET', `/document-uploads/${id}/status`)).json.text_extraction_status).toBe('completed')
  expect((await search()).results).toMatchObject([
    { document_id: id, content: expect.stringContaining('red chair'), similarity_score: 1 },
  ])
  const deleted = await mock.send('DELETE', `/documents/${id}`)
  expect([deleted.status, deleted.text]).toEqual([204, ''])
  expect((await mock.send('GET', `/documents/${id}`)).status).toBe(404)
})

test('the list has pages, newest first, and can be filtered by state', async () => {
  using mock = createTestMock()
  const { confirmed } = await upload(mock)
  const { json: first } = await mock.send('GET', '/documents?page=1&page_size=4')
  const { json: third } = await mock.send('GET', '/documents?page=3&page_size=4')
  expect(first).toMatchObject({ total_count: 9, page: 1, page_size: 4 })
  expect(first.documents[0].id).toBe(confirmed.document_id)
  expect(third.documents).toHaveLength(1)
  const { json: pending } = await mock.send('GET', '/documents?status_filter=pending')
  expect(pending.documents.map(({ id }: { id: string }) => id)).toEqual([confirmed.document_id])
})

test('a document of an unknown content type is refused before its upload', async () => {
  using mock = createTestMock()
  const body = { ...wanted, content_type: 'application/x-tar' }
  const { status, json } = await mock.send('POST', '/document-uploads/request-presigned-url', { body })
  expect([status, json.error.code, json.error.details.field]).toEqual([400, 'VALIDATION_ERROR', 'content_type'])
})
