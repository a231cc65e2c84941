import { describe, expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, defaultTenant, type TestMock, testOrigin } from '../../testing/test-mock.ts'

const history = async (mock: TestMock, query = '') => (await mock.send('GET', `/data/descriptions${query}`)).json

async function upload(mock: TestMock, title: string): Promise<string> {
  const body = new FormData()
  body.append('title', title)
  body.append('file', new Blob([samples.png.bytes]), 'a.png')
  return (await mock.send('POST', '/user-files/upload/stream', { body })).json.image_id
}

async function describeBatch(mock: TestMock, images: readonly object[]) {
  const { json } = await mock.send('POST', '/batch/describe', { body: { images } })
  mock.time.advance(60_000)
  return (await mock.send('GET', `/batch/${json.batch_id}/results`)).json.results
}

describe('the history', () => {
  test('has what was described, of uploads and of batches, newest first', async () => {
    using mock = createTestMock()
    expect((await history(mock)).total_count).toBe(5)
    const id = await upload(mock, 'zebra')
    expect((await history(mock)).total_count).toBe(5)
    mock.time.advance(60_000)
    const [item] = await describeBatch(mock, [{ image_url: 'https://example.com/a.jpg' }])
    const { results, statistics } = await history(mock)
    expect(results.slice(0, 2)).toMatchObject([
      { id: item.item_id, source_type: 'batch', image_url: 'https://example.com/a.jpg' },
      { id, source_type: 'single', image_id: id, description: expect.stringContaining('zebra') },
    ])
    expect(statistics).toMatchObject({ total_count: 7, source_distribution: { single: 6, batch: 1 } })
  })

  test('can be narrowed, and says by what', async () => {
    using mock = createTestMock()
    await upload(mock, 'zebra')
    mock.time.advance(60_000)
    await describeBatch(mock, [{ image_url: 'https://example.com/a.jpg' }])
    const by = async (query: string) => (await history(mock, query)).total_count
    expect(await by('?search=zebra,%20nothing')).toBe(1)
    expect(await by('?source_types=batch')).toBe(1)
    expect(await by('?min_confidence=0.9')).toBe(6)
    expect(await by(`?start_date=${new Date(mock.time.now() - 120_000).toISOString()}`)).toBe(2)
    expect((await history(mock, '?search=zebra')).filters_applied).toMatchObject({
      search_applied: true,
      date_range_applied: false,
      filter_summary: 'by search',
    })
  })

  test('has pages', async () => {
    using mock = createTestMock()
    const { results, page_info: page } = await history(mock, '?offset=2&limit=2')
    expect(results).toHaveLength(2)
    expect(page).toMatchObject({ has_next: true, has_previous: true, total_pages: 3, current_page: 2 })
  })
})

describe('an export', () => {
  async function run(mock: TestMock, more: object) {
    const body = { data_type: 'descriptions', ...more }
    const { json } = await mock.send('POST', '/data/export', { body })
    mock.time.advance(60_000)
    const { json: done } = await mock.send('GET', `/data/export/${json.export_id}`)
    return { begun: json, done, file: await mock.send('GET', done.download_url ?? `${testOrigin}/none`) }
  }

  test('runs, and then its file holds what the history had when it was asked for', async () => {
    using mock = createTestMock()
    const { begun, done, file } = await run(mock, { format: 'json', fields: ['id', 'description'] })
    expect(begun).toMatchObject({ status: 'pending', download_url: null, record_count: null })
    expect(done).toMatchObject({ status: 'completed', record_count: 5 })
    expect(file.headers['content-type']).toContain('application/json')
    const { results } = await history(mock)
    expect(file.json).toEqual(
      results.map(({ id, description }: { id: string; description: string }) => ({ id, description })),
    )
  })

  test('as CSV quotes what must be quoted', async () => {
    using mock = createTestMock({ files: 0 })
    await upload(mock, 'a "zebra", striped')
    mock.time.advance(60_000)
    const { file } = await run(mock, { format: 'csv', fields: ['source_type', 'description'] })
    expect(file.text).toMatch(/^source_type,description\r\nsingle,"A picture of a ""zebra"", striped, .*"\r\n$/)
  })

  test('as JSON lines has a line for each, and at most as many as asked for', async () => {
    using mock = createTestMock()
    const { file, done } = await run(mock, { format: 'jsonl', limit: 2 })
    expect(done.record_count).toBe(2)
    expect(
      file.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toHaveLength(2)
  })

  test('has failed descriptions only when they are asked for', async () => {
    using mock = createTestMock({ files: 0 })
    ;(await mock.tenant()).failureShare = 1
    await upload(mock, 'zebra')
    mock.time.advance(60_000)
    ;(await mock.tenant()).failureShare = 0
    expect((await run(mock, { format: 'json' })).done.record_count).toBe(0)
    expect((await run(mock, { format: 'json', include_failed: true })).done.record_count).toBe(1)
  })

  test('of a column that there is not is refused, with the near one', async () => {
    using mock = createTestMock()
    const body = { data_type: 'descriptions', format: 'csv', fields: ['id', 'descripton'] }
    const { status, json } = await mock.send('POST', '/data/export', { body })
    expect([status, json.error.details.field]).toEqual([422, 'fields.1'])
    expect(json.error.details.issue).toContain('Did you mean description?')
  })
})

describe('the pictures of the history', () => {
  test('are those that were uploaded, under every URL that an answer gives', async () => {
    using mock = createTestMock()
    const id = await upload(mock, 'zebra')
    mock.time.advance(60_000)
    const [result] = (await history(mock)).results
    const { json: list } = await mock.send('GET', `/data/images/${id}/variants`)
    const urls: string[] = [result.stored_image_url, result.thumbnail_url]
    urls.push(...list.variants.map(({ url }: { url: string }) => url))
    for (const url of urls) {
      const { bytes } = await mock.send('GET', testOrigin + url, {
        headers: { authorization: `Bearer aion_test_${defaultTenant}` },
      })
      expect(bytes).toEqual(new Uint8Array(samples.png.bytes))
    }
  })

  test('of a batch item that names a stored file are that file', async () => {
    using mock = createTestMock()
    const id = await upload(mock, 'zebra')
    const { json: file } = await mock.send('GET', `/user-files/${id}`)
    const [stored, other] = await describeBatch(mock, [
      { object_key: file.object_key },
      { image_url: 'https://example.com/a.jpg' },
    ])
    const picture = (item: string) => mock.send('GET', `/data/batch-images/${item}/thumbnail?size=tiny`)
    expect((await picture(stored.item_id)).bytes).toEqual(new Uint8Array(samples.png.bytes))
    expect((await picture(other.item_id)).headers['content-type']).toMatch(/^image\//)
    expect((await picture(id)).status).toBe(404)
  })

  test('have only the sizes that there are', async () => {
    using mock = createTestMock()
    const { json } = await mock.send('GET', '/user-files?media_types=image&limit=1')
    const { status, json: refused } = await mock.send('GET', `/data/images/${json.files[0].id}/variant/small_265`)
    expect([status, refused.error.details.field]).toEqual([422, 'variant_type'])
  })
})
