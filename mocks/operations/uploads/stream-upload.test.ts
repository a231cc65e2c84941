import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { numberedPng } from '../../../fixtures/media/png.ts'
import { type Sample, samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

function formOf({ bytes, filename, contentType }: Sample, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  form.append('file', new Blob([bytes], { type: contentType }), filename)
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

const upload = (mock: TestMock, sample: Sample, fields?: Readonly<Record<string, string>>) =>
  mock.send('POST', '/user-files/upload/stream', { body: formOf(sample, fields) })

const picture = (n: number): Sample => ({ filename: `${n}.png`, contentType: 'image/png', bytes: numberedPng(n) })

describe('an upload', () => {
  test.each([
    ['png', 12, 9],
    ['jpeg', 1, 1],
    ['gif', 1, 1],
    ['webp', 1, 1],
  ] as const)('of a %s is told by its content, whatever it is called', async (name, width, height) => {
    using mock = createTestMock()
    const { status, json } = await upload(mock, {
      ...samples[name],
      filename: 'x.bin',
      contentType: 'application/octet-stream',
    })
    expect(status).toBe(200)
    const { json: file } = await mock.send('GET', `/user-files/${json.image_id}`)
    expect(file).toMatchObject({
      format: name,
      dimensions: { width, height },
      size_bytes: samples[name].bytes.length,
      hash: createHash('sha256').update(samples[name].bytes).digest('hex'),
    })
  })

  test('keeps title and tags, stands first in the list, and counts', async () => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    const before = { ...tenant.usage }
    const { json } = await upload(mock, samples.png, { title: 'Blue', tags: 'sky' })
    const { json: list } = await mock.send('GET', '/user-files?limit=1')
    expect(list.files[0]).toMatchObject({ id: json.image_id, title: 'Blue', tags: ['sky'] })
    expect(tenant.usage).toEqual({
      ...before,
      storageBytes: before.storageBytes + samples.png.bytes.length,
      descriptions: before.descriptions + 1,
    })
  })

  test('says that it was streamed', async () => {
    using mock = createTestMock()
    expect((await upload(mock, samples.png)).json.upload_method).toBe('STREAMING')
  })

  test('of a document becomes a document', async () => {
    using mock = createTestMock()
    const { json } = await upload(mock, samples.text)
    expect(json).toMatchObject({ media_type: 'document', document_type: 'txt' })
    expect((await mock.send('GET', `/documents/${json.image_id}`)).json.extraction_status).toBe('pending')
  })

  test('is described after a while, on the clock of the tenant', async () => {
    using mock = createTestMock()
    const { json } = await upload(mock, samples.png)
    const look = async () => (await mock.send('GET', `/user-files/${json.image_id}`)).json
    expect(await look()).toMatchObject({ description_status: 'pending', upload_description: null })
    mock.time.advance(1_000)
    expect((await look()).description_status).toBe('processing')
    const { clock } = await mock.tenant()
    clock.advance(60_000)
    expect(await look()).toMatchObject({ description_status: 'completed', upload_description: expect.any(String) })
  })
})

describe('a refused upload leaves nothing behind', () => {
  test.each([
    ['a text that is called .jpg', samples.disguised, {}, 422, 'IMAGE_PROCESSING_ERROR'],
    ['a field that is wrong', samples.png, { auto_describe: 'perhaps' }, 422, 'VALIDATION_ERROR'],
  ] as const)('%s', async (_, sample, fields, status, code) => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    const before = { ...tenant.usage, files: tenant.files.size }
    const answer = await upload(mock, sample, fields)
    expect([answer.status, answer.json.error.code]).toEqual([status, code])
    expect({ ...tenant.usage, files: tenant.files.size }).toEqual(before)
  })

  test.each([
    ['storageBytes', 1, 413, 'STORAGE_QUOTA_EXCEEDED'],
    ['descriptionsPerMonth', 0, 429, 'USAGE_LIMIT_EXCEEDED'],
    ['concurrentUploads', 0, 429, 'CONCURRENT_UPLOAD_LIMIT_EXCEEDED'],
    ['streamMemoryBytes', 10, 503, 'MEMORY_LIMIT_EXCEEDED'],
    ['imageBytes', 10, 413, 'HTTP_413'],
  ] as const)('beyond %s', async (limit, value, status, code) => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    tenant.limitOverrides = { [limit]: value }
    const before = { ...tenant.usage, files: tenant.files.size }
    const answer = await upload(mock, samples.png)
    expect([answer.status, answer.json.error.code]).toEqual([status, code])
    expect({ ...tenant.usage, files: tenant.files.size }).toEqual(before)
  })

  test.each([
    ['another content type', { 'content-type': 'text/plain' }, 'x', 415, 'HTTP_415'],
    ['no boundary', { 'content-type': 'multipart/form-data; x=y' }, 'x', 400, 'VALIDATION_ERROR'],
    ['no form inside', { 'content-type': 'multipart/form-data; boundary=b' }, 'x', 400, 'VALIDATION_ERROR'],
    [
      'no end',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      400,
      'VALIDATION_ERROR',
    ],
    [
      'no file',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\ncontent-disposition: form-data; name="title"\r\n\r\nabc\r\n--b--\r\n',
      422,
      'VALIDATION_ERROR',
    ],
    [
      'a wrong filename*',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\ncontent-disposition: form-data; name="file"; filename*=utf-8\'\'%ZZ\r\n\r\nabc\r\n--b--\r\n',
      400,
      'VALIDATION_ERROR',
    ],
  ] as const)('with %s', async (_, headers, body, status, code) => {
    using mock = createTestMock()
    const answer = await mock.send('POST', '/user-files/upload/stream', { headers, body })
    expect([answer.status, answer.json.error.code]).toEqual([status, code])
    expect((await mock.tenant()).usage).toMatchObject({ activeUploads: 0, streamBytes: 0 })
  })
})

describe('the same bytes again', () => {
  test('are a conflict that names the first file', async () => {
    using mock = createTestMock()
    const first = await upload(mock, samples.png)
    const second = await upload(mock, samples.png)
    expect(second.status).toBe(409)
    expect(second.json.error.details).toEqual({ existing_image_id: first.json.image_id })
  })

  test('are skipped when that is asked for', async () => {
    using mock = createTestMock()
    const first = await upload(mock, samples.png)
    const { status, json } = await upload(mock, samples.png, { skip_duplicates: 'true' })
    expect(status).toBe(200)
    expect(json).toMatchObject({ skipped: true, skipped_existing_image_id: first.json.image_id, status: 'skipped' })
  })

  test('may come again once the first is deleted', async () => {
    using mock = createTestMock()
    const first = await upload(mock, samples.png)
    await mock.send('DELETE', `/user-files/${first.json.image_id}`)
    expect((await upload(mock, samples.png)).status).toBe(200)
  })

  test('at the same time are stored once', async () => {
    using mock = createTestMock()
    const answers = await Promise.all(Array.from({ length: 10 }, () => upload(mock, samples.png)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)])
  })

  test('at the same time are skipped when that is asked for', async () => {
    using mock = createTestMock()
    const send = () => upload(mock, samples.png, { skip_duplicates: 'true' })
    const answers = await Promise.all(Array.from({ length: 10 }, send))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const stored = answers.filter(({ json }) => !json.skipped)
    expect(stored).toHaveLength(1)
    const skippedFor = answers.filter(({ json }) => json.skipped).map(({ json }) => json.skipped_existing_image_id)
    expect(skippedFor).toEqual(Array(9).fill(stored[0]?.json.image_id))
  })
})

test('500 uploads at once fill the storage to its edge and not beyond', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const { storageBytes } = tenant.usage
  const size = numberedPng(0).length
  tenant.limitOverrides = { storageBytes: storageBytes + 200 * size + size - 1, concurrentUploads: 1_000 }
  const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => upload(mock, picture(n))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(200)
  expect(answers.filter(({ json }) => json.error?.code === 'STORAGE_QUOTA_EXCEEDED')).toHaveLength(300)
  expect(tenant.usage).toMatchObject({ storageBytes: storageBytes + 200 * size, activeUploads: 0, streamBytes: 0 })
  const { json } = await mock.send('GET', '/user-files?limit=1')
  expect(json.total_count).toBe(220)
})

describe('while an upload is under way', () => {
  /** Runs something while the upload of a picture waits for its bytes; then lets it end. */
  async function meanwhile(mock: TestMock, run: () => Promise<void>): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const waiting = mock.send('POST', '/user-files/upload/stream', { body: formOf(picture(1)), after: promise })
    const tenant = await mock.tenant()
    await expect.poll(() => tenant.usage.activeUploads).toBe(1)
    await run()
    resolve()
    return (await waiting).status
  }

  test.each([
    ['streamMemoryBytes', 500, 503, 'MEMORY_LIMIT_EXCEEDED'],
    ['concurrentUploads', 1, 429, 'CONCURRENT_UPLOAD_LIMIT_EXCEEDED'],
  ] as const)(
    'a second one beyond %s is told to come back, and fits afterwards',
    async (limit, value, status, code) => {
      using mock = createTestMock()
      const tenant = await mock.tenant()
      tenant.limitOverrides = { [limit]: value }
      const first = await meanwhile(mock, async () => {
        const second = await upload(mock, picture(2))
        expect([second.status, second.json.error.code]).toEqual([status, code])
        expect(Number(second.headers['retry-after'])).toBeGreaterThan(0)
      })
      expect(first).toBe(200)
      expect((await upload(mock, picture(2))).status).toBe(200)
    },
  )
})

test('an upload whose sender goes away leaves nothing behind', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const before = { ...tenant.usage, files: tenant.files.size }
  const whole = new Uint8Array(await new Response(formOf(samples.png)).arrayBuffer())
  const { status } = await mock.send('POST', '/user-files/upload/stream', {
    headers: {
      'content-type': `multipart/form-data; boundary=${new TextDecoder().decode(whole.subarray(2, 40)).split('\r')[0]}`,
    },
    body: whole.subarray(0, -60),
    breaksOff: true,
  })
  expect(status).toBe(400)
  expect({ ...tenant.usage, files: tenant.files.size }).toEqual(before)
})

test('tags come as one text with commas, too', async () => {
  using mock = createTestMock()
  const { json } = await upload(mock, samples.png, { tags: 'sky, sea ,,blue' })
  const { json: file } = await mock.send('GET', `/user-files/${json.image_id}`)
  expect(file.tags).toEqual(['sky', 'sea', 'blue'])
})
