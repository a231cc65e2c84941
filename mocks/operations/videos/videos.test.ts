import { describe, expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const bytes = Uint8Array.from({ length: 2_500 }, (_, index) => index % 251)
const chunkBytes = 1_000

/** A mock whose chunks are small, and the upload of a video of three of them. */
async function begin(mock: TestMock) {
  const tenant = await mock.tenant()
  tenant.limitOverrides = { ...tenant.limitOverrides, videoChunkBytes: chunkBytes }
  const { json } = await mock.send('POST', '/video-uploads/initiate', {
    body: { filename: 'walk.mp4', content_type: 'video/mp4', size_bytes: bytes.length },
  })
  return { tenant, ids: { media_id: json.media_id, upload_id: json.upload_id }, chunks: json.chunks as Chunk[] } // as the response validator holds
}

interface Chunk {
  readonly chunk_number: number
  readonly size_bytes: number
  readonly upload_url: string
}

const partOf = (number: number) => bytes.subarray((number - 1) * chunkBytes, number * chunkBytes)

async function put(mock: TestMock, ids: object, { chunk_number, size_bytes, upload_url }: Chunk) {
  const { headers } = await mock.send('PUT', upload_url, { body: partOf(chunk_number) })
  return mock.send('POST', '/video-uploads/chunks/confirm', {
    body: { ...ids, chunk_number, size_bytes, etag: headers.etag },
  })
}

async function upload(mock: TestMock) {
  const begun = await begin(mock)
  for (const chunk of begun.chunks) await put(mock, begun.ids, chunk)
  const { json } = await mock.send('POST', '/video-uploads/complete', { body: { ...begun.ids, duration_seconds: 5 } })
  return { ...begun, completed: json }
}

describe('a video', () => {
  test('is put in chunks and comes back whole', async () => {
    using mock = createTestMock()
    const { chunks, completed } = await upload(mock)
    expect(chunks.map(({ size_bytes }) => size_bytes)).toEqual([1_000, 1_000, 500])
    const { headers } = await mock.send('GET', `/user-files/${completed.media_id}/download`)
    const stored = await mock.send('GET', headers.location ?? '')
    expect(stored.headers).toMatchObject({ 'content-type': 'video/mp4', 'content-length': '2500' })
    expect(stored.bytes).toEqual(bytes)
  })

  test('may have its chunks put in any order, and again', async () => {
    using mock = createTestMock()
    const { ids, chunks } = await begin(mock)
    for (const chunk of [...chunks, ...chunks].reverse()) await put(mock, ids, chunk)
    const { json } = await mock.send('GET', `/video-uploads/progress/${ids.media_id}`)
    expect(json).toMatchObject({
      chunks_completed: 3,
      bytes_uploaded: 2_500,
      progress_percent: 100,
      status: 'uploading',
    })
  })

  test('that is aborted gives back its storage and its place', async () => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    const before = { ...tenant.usage }
    const { ids, chunks } = await begin(mock)
    const [first] = chunks
    if (first) await put(mock, ids, first)
    expect(tenant.usage).toMatchObject({ activeUploads: 1, storageBytes: before.storageBytes + 2_500 })
    const { json } = await mock.send('POST', '/video-uploads/abort', { body: ids })
    expect(json.chunks_removed).toBe(1)
    expect(tenant.usage).toEqual(before)
    expect((await mock.send('POST', '/video-uploads/abort', { body: ids })).status).toBe(200)
    expect(tenant.usage).toEqual(before)
  })

  test('that nobody completes within a day gives them back as well', async () => {
    using mock = createTestMock()
    const { tenant, ids } = await begin(mock)
    tenant.clock.advance(25 * 3_600_000)
    expect((await mock.send('GET', `/video-uploads/progress/${ids.media_id}`)).json.status).toBe('aborted')
    expect(tenant.usage.activeUploads).toBe(0)
  })

  test('that is deleted gives back its storage', async () => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    const { storageBytes } = tenant.usage
    const { completed } = await upload(mock)
    await mock.send('DELETE', `/user-files/${completed.media_id}`)
    expect(tenant.usage).toMatchObject({ storageBytes, activeUploads: 0 })
  })
})

test.each([
  ['of another path', (url: string) => url.replace(/\/1\?/, '/2?')],
  ['with a later end', (url: string) => url.replace(/expires=\d/, 'expires=9')],
  ['without a signature', (url: string) => url.replace(/&signature=.*/, '')],
])('a presigned URL %s is refused', async (_, change) => {
  using mock = createTestMock()
  const { chunks } = await begin(mock)
  const { status, json } = await mock.send('PUT', change(chunks[0]?.upload_url ?? ''), { body: partOf(1) })
  expect([status, json.error.code]).toEqual([403, 'AUTHZ_ERROR'])
})

describe('an analysis', () => {
  test('goes from pending over processing to completed as the clock goes', async () => {
    using mock = createTestMock()
    const { tenant, completed } = await upload(mock)
    const look = async () => (await mock.send('GET', `/video-analysis/jobs/${completed.analysis_job_id}`)).json
    expect(await look()).toMatchObject({ status: 'pending', progress_percent: 0 })
    mock.time.advance(6_000)
    expect(await look()).toMatchObject({ status: 'processing', progress_percent: 50 })
    tenant.clock.advance(3_600_000)
    expect(await look()).toMatchObject({ status: 'completed', progress_percent: 100 })
    const { json } = await mock.send('GET', `/user-files/${completed.media_id}`)
    expect(json).toMatchObject({ video_analysis_status: 'completed', upload_description: expect.any(String) })
  })

  test('fails while the AI provider is down, and can be run again when it is up', async () => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    tenant.provider = 'down'
    const { completed } = await upload(mock)
    const path = `/video-analysis/jobs/${completed.analysis_job_id}`
    mock.time.advance(60_000)
    expect((await mock.send('GET', path)).json).toMatchObject({ status: 'failed', error_code: 'VLM_PROVIDER_ERROR' })
    tenant.provider = 'up'
    const again = await mock.send('POST', `${path}/retry`, { body: { media_id: completed.media_id } })
    expect(again.json).toMatchObject({ status: 'pending', retry_count: 1 })
    mock.time.advance(60_000)
    expect((await mock.send('GET', `/video-analysis/status/${completed.media_id}`)).json.status).toBe('completed')
  })

  test('takes ten times as long while the AI provider is slow', async () => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    tenant.provider = 'slow'
    const { completed } = await upload(mock)
    mock.time.advance(51_000)
    const { json } = await mock.send('GET', `/video-analysis/jobs/${completed.analysis_job_id}`)
    expect(json).toMatchObject({ status: 'processing', progress_percent: 50 })
  })
})

test.each([
  ['starter', 3],
  ['professional', 5],
  ['enterprise', 10],
] as const)('the plan %s recommends %d chunks at once', async (plan, chunks) => {
  using mock = createTestMock({ plan })
  const body = { filename: 'walk.mp4', content_type: 'video/mp4', size_bytes: 1_000 }
  const { json } = await mock.send('POST', '/video-uploads/initiate', { body })
  expect(json.concurrent_upload_limit).toBe(chunks)
})
