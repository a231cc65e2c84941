import { expect, test } from 'vitest'
import { numberedPng } from '../../../fixtures/media/png.ts'
import { samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

function upload(
  mock: TestMock,
  files: readonly Uint8Array<ArrayBuffer>[],
  fields: Readonly<Record<string, string>> = {},
) {
  const body = new FormData()
  for (const [index, bytes] of files.entries()) body.append('files', new Blob([bytes]), `${index}.png`)
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return mock.send('POST', '/user-files/upload/stream-batch', { body })
}

const pictures = (count: number) => Array.from({ length: count }, (_, n) => numberedPng(n))

test('of a batch each file has an outcome of its own', async () => {
  using mock = createTestMock()
  await upload(mock, [numberedPng(1)])
  const files = [numberedPng(0), numberedPng(1), samples.disguised.bytes]
  const { status, json } = await upload(mock, files, { skip_duplicates: 'true' })
  expect(status).toBe(200)
  expect(json).toMatchObject({ total_files: 3, accepted_files: 2, rejected_files: 1 })
  expect(json.immediate_results.map(({ status: outcome }: { status: string }) => outcome)).toEqual([
    'completed',
    'skipped',
  ])
  expect(json.rejections).toMatchObject([
    { index: 2, retryable: false, reason: expect.stringContaining('IMAGE_PROCESSING_ERROR') },
  ])
})

test('a batch of which nothing is taken answers with the first error', async () => {
  using mock = createTestMock()
  const { status, json } = await upload(mock, [samples.disguised.bytes])
  expect([status, json.error.code]).toEqual([422, 'IMAGE_PROCESSING_ERROR'])
  expect((await mock.send('GET', '/uploads/sessions')).json.total_count).toBe(0)
})

test('the storage takes of a batch what fits', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const size = numberedPng(0).length
  tenant.limitOverrides = { storageBytes: tenant.usage.storageBytes + 2 * size }
  const { json } = await upload(mock, pictures(3))
  expect(json).toMatchObject({ accepted_files: 2, rejected_files: 1 })
  expect(json.rejections[0].reason).toContain('STORAGE_QUOTA_EXCEEDED')
})

test('more than five files have no immediate results; the session tells them later', async () => {
  using mock = createTestMock()
  const { json } = await upload(mock, pictures(6))
  expect(json).toMatchObject({ immediate_results: null, status: 'processing' })
  expect(json).toMatchObject({
    status_url: `/api/v2/uploads/sessions/${json.session_id}/status`,
    websocket_channel: `batch.${json.session_id}`,
  })
  const withKey = async () => (await mock.send('GET', `/uploads/sessions/${json.session_id}/status`)).json
  expect(await withKey()).toMatchObject({ status: 'processing', pending_files: 6, progress_percentage: 0 })
  mock.time.advance(60_000)
  expect(await withKey()).toMatchObject({ status: 'completed', completed_files: 6, progress_percentage: 100 })
  const { json: page } = await mock.send('GET', `/uploads/sessions/${json.session_id}/results?limit=4&offset=4`)
  expect(page).toMatchObject({
    total_count: 6,
    has_more: false,
    summary: { total_files: 6, completed: 6, failed: 0, skipped: 0 },
  })
  expect(page.results).toHaveLength(2)
})

test('a share of the files can be made to fail', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  tenant.failureShare = 0.5
  const { json } = await upload(mock, pictures(6))
  mock.time.advance(60_000)
  const { json: status } = await mock.send('GET', `/uploads/sessions/${json.session_id}/status`)
  expect(status).toMatchObject({ completed_files: 3, failed_files: 3, status: 'completed' })
  expect(status.recent_errors).toHaveLength(3)
  const { json: results } = await mock.send('GET', `/uploads/sessions/${json.session_id}/results?include_failed=false`)
  expect(results.total_count).toBe(3)
})

test('a cancelled session describes no more files', async () => {
  using mock = createTestMock()
  const { json } = await upload(mock, pictures(2))
  expect((await mock.send('POST', `/uploads/sessions/${json.session_id}/cancel`)).json.status).toBe('cancelled')
  mock.time.advance(60_000)
  const { json: file } = await mock.send('GET', `/user-files/${json.immediate_results[0].image_id}`)
  expect(file.upload_description).toBeNull()
})
