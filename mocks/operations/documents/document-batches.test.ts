import { expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const texts = ['One red chair.', 'Two blue tables.', 'Three green lamps.']

async function prepare(mock: TestMock) {
  const files = texts.map((text, index) => ({
    filename: `${index}.txt`,
    content_type: 'text/plain',
    size_bytes: bytes(text).length,
  }))
  return (await mock.send('POST', '/document-uploads/batch-prepare', { body: { files } })).json
}

const confirm = (mock: TestMock, batchId: string, confirmations: readonly object[]) =>
  mock.send('POST', '/document-uploads/batch-confirm', { body: { batch_id: batchId, confirmations } })

const status = async (mock: TestMock, batchId: string) =>
  (await mock.send('GET', `/document-uploads/batch/${batchId}/status`)).json

test('a batch goes from pending to completed, and its documents can be read and deleted together', async () => {
  using mock = createTestMock()
  const batch = await prepare(mock)
  expect((await status(mock, batch.batch_id)).status).toBe('pending')
  for (const [index, { upload_url: url }] of batch.presigned_urls.entries())
    await mock.send('PUT', url, { body: bytes(texts[index] ?? '') })
  expect((await status(mock, batch.batch_id)).status).toBe('uploading')
  const confirmations = batch.presigned_urls.map(({ object_key }: { object_key: string }, index: number) => ({
    object_key,
    success: true,
    file_size: bytes(texts[index] ?? '').length,
  }))
  const { json: confirmed } = await confirm(mock, batch.batch_id, confirmations)
  expect(confirmed).toMatchObject({ successful_uploads: 3, failed_uploads: 0, processing_status: 'queued' })
  expect(await status(mock, batch.batch_id)).toMatchObject({ status: 'processing', confirmed_documents: 3 })
  mock.time.advance(60_000)
  expect(await status(mock, batch.batch_id)).toMatchObject({ status: 'completed', processed_documents: 3 })
  const ids: string[] = confirmed.documents.map(({ document_id: id }: { document_id: string }) => id)
  expect((await mock.send('GET', `/documents/${ids[0]}/text`)).json.text).toBe(texts[0])
  const again = await confirm(mock, batch.batch_id, confirmations)
  expect(again.json.documents.map(({ document_id: id }: { document_id: string }) => id)).toEqual(ids)
  const { json: deleted } = await mock.send('POST', '/documents/batch-delete', { body: { document_ids: ids } })
  expect(deleted.summary).toEqual({ total: 3, deleted: 3, skipped: 0, failed: 0 })
  expect((await mock.send('GET', `/documents/${ids[0]}`)).status).toBe(404)
})

test('documents that did not arrive, or arrived with another size, fail by name and can be confirmed later', async () => {
  using mock = createTestMock()
  const batch = await prepare(mock)
  const [first, second, third] = batch.presigned_urls
  await mock.send('PUT', first.upload_url, { body: bytes(texts[0] ?? '') })
  await mock.send('PUT', second.upload_url, { body: bytes(texts[1] ?? '') })
  const { json } = await confirm(mock, batch.batch_id, [
    { object_key: first.object_key, success: true, file_size: bytes(texts[0] ?? '').length },
    { object_key: second.object_key, success: true, file_size: 1 },
    { object_key: third.object_key, success: false, file_size: 1, error_message: 'The line broke' },
  ])
  expect(json).toMatchObject({ successful_uploads: 1, processing_status: 'partial', failed_files: ['1.txt', '2.txt'] })
  await confirm(mock, batch.batch_id, [
    { object_key: second.object_key, success: true, file_size: bytes(texts[1] ?? '').length },
  ])
  mock.time.advance(60_000)
  expect(await status(mock, batch.batch_id)).toMatchObject({ status: 'completed', failed_documents: 1 })
})

test('a batch whose documents exceed the storage together reserves nothing', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const { storageBytes } = tenant.usage
  tenant.limitOverrides = { storageBytes: storageBytes + 1_500 }
  const file = { filename: 'a.pdf', content_type: 'application/pdf', size_bytes: 1_000 }
  const refused = await mock.send('POST', '/document-uploads/batch-prepare', { body: { files: [file, file] } })
  expect(refused.json.error.code).toBe('STORAGE_QUOTA_EXCEEDED')
  expect(tenant.usage.storageBytes).toBe(storageBytes)
})

test('a document of a type that is not taken is named by its place in the batch', async () => {
  using mock = createTestMock()
  const files = [
    { filename: 'a.pdf', content_type: 'application/pdf', size_bytes: 1 },
    { filename: 'a.exe', content_type: 'application/x-msdownload', size_bytes: 1 },
  ]
  const { json } = await mock.send('POST', '/document-uploads/batch-prepare', { body: { files } })
  expect(json.error.details.field).toBe('files.1.content_type')
})

test('a document that is being processed has no text yet, and is skipped by a batch deletion', async () => {
  using mock = createTestMock()
  const batch = await prepare(mock)
  const [{ upload_url: url, object_key }] = batch.presigned_urls
  await mock.send('PUT', url, { body: bytes(texts[0] ?? '') })
  const { json } = await confirm(mock, batch.batch_id, [
    { object_key, success: true, file_size: bytes(texts[0] ?? '').length },
  ])
  const id = json.documents[0].document_id
  expect((await mock.send('GET', `/documents/${id}/text`)).status).toBe(404)
  expect((await mock.send('GET', `/documents/${id}/chunks`)).json.total_chunks).toBe(0)
  const { json: deleted } = await mock.send('POST', '/documents/batch-delete', { body: { document_ids: [id] } })
  expect(deleted.summary).toMatchObject({ deleted: 0, skipped: 1 })
})
