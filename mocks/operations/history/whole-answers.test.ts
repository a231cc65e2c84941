import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { type Talk, transcript } from '../../testing/transcript.ts'
import { filterResults, listed } from './filter-results.ts'

const pages = ['a', 'b'].map((name) => ({ image_url: `https://example.com/${name}.jpg` }))

/** A batch of two pages and a stored file, described; its items. */
async function describe({ mock }: Talk): Promise<string[]> {
  const { json: file } = await mock.send('GET', `/user-files/${id.bell}`)
  const images = [...pages, { object_key: file.object_key }]
  const { json } = await mock.send('POST', '/batch/describe', { body: { images } })
  mock.time.advance(60_000)
  const { json: results } = await mock.send('GET', `/batch/${json.batch_id}/results`)
  return results.results.map(({ item_id: item }: { item_id: string }) => item)
}

test('the history has every description, and says by what it was narrowed', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    await describe(talk)
    await ask('GET /data/descriptions')
    const queries = [
      'offset=2&limit=2',
      'offset=4&limit=4',
      'offset=4&limit=5',
      'limit=8',
      'search=%20WALL%20,%20,road',
      'search=page',
      'source_types=Batch',
      'source_types=single,batch',
      'min_confidence=0.88',
      'min_confidence=0.89',
      'max_confidence=0.88',
      'max_confidence=0.87',
      'min_confidence=0.5&max_confidence=0.9&search=picture',
      'start_date=2026-01-13T10:00:00Z',
      'start_date=2026-01-13T10:00:01Z',
      'end_date=2026-01-10T09:00:00Z',
      'end_date=2026-01-10T08:59:59Z&source_types=single',
    ]
    for (const query of queries) {
      const { json } = await mock.send('GET', `/data/descriptions?${query}`)
      const { results, statistics, ...rest } = json
      note(query, { ...rest, found: results.map((result: { id: string }) => result.id), statistics })
    }
    await mock.send('POST', '/batch/describe', { body: { images: pages } })
    const { json: cut } = await mock.send('POST', '/batch/describe', { body: { images: pages, max_parallel: 1 } })
    mock.time.advance(1_500)
    await mock.send('DELETE', `/batch/${cut.batch_id}`)
    mock.time.advance(60_000)
    await ask('GET /data/descriptions?source_types=batch')
  })
  expect(text).toMatchSnapshot()
})

test('an export holds what was asked for, in three formats', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, wait } = talk
    await describe(talk)
    const exports = [
      { format: 'csv' },
      { format: 'csv', include_metadata: false, limit: 1 },
      { format: 'json', include_metadata: true, limit: 2 },
      { format: 'jsonl', fields: ['id', 'description', 'image_url'], source_types: ['BATCH'] },
      { format: 'json', search_terms: ['ROAD'], start_date: '2026-01-13T11:00:00Z', end_date: '2026-01-13T11:00:00Z' },
      { format: 'csv', max_confidence: 0.88, include_metadata: true },
    ]
    for (const more of exports) {
      const { json } = await ask('POST /data/export', { data_type: 'descriptions', ...more })
      wait(500)
      await ask(`GET /data/export/${json.export_id.toUpperCase()}`)
      wait(2_000)
      const { json: done } = await ask(`GET /data/export/${json.export_id}`)
      await ask(`GET ${done.download_url}`)
    }
    const refused = { data_type: 'descriptions', format: 'csv', fields: ['id', 'descripton', 'x'] }
    await ask('POST /data/export', refused)
    await ask(`GET /data/export/${id.nobody}`)
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    const { json: failing } = await ask('POST /data/export', { data_type: 'descriptions', format: 'csv' })
    wait(10_000)
    await ask(`GET /data/export/${failing.export_id}`)
    await mock.send('POST', '/batch/describe', { body: { images: pages } })
    wait(10_000)
    tenant.failureShare = 0
    for (const include_failed of [true, false]) {
      const body = { data_type: 'descriptions', format: 'json', source_types: ['batch'], include_failed }
      const { json } = await ask('POST /data/export', body)
      wait(10_000)
      const { json: done } = await ask(`GET /data/export/${json.export_id}`)
      await ask(`GET ${done.download_url}`)
    }
  })
  expect(text).toMatchSnapshot()
})

test('pictures of what was described', async () => {
  const text = await transcript(async (talk) => {
    const { ask } = talk
    const [page, , stored] = await describe(talk)
    const image = `/data/images/${id.street}`
    await ask(`GET ${image.toUpperCase().replace('/DATA/IMAGES', '/data/images')}/variants`)
    for (const path of ['', '?thumbnail=true', '?thumbnail=true&size=tiny', '/thumbnail', '/thumbnail?size=medium'])
      await ask(`GET ${image}${path}`)
    for (const variant of ['tiny_64', 'small_256', 'large_1024', 'original', 'small_265', 'xxxxxxxxxx'])
      await ask(`GET ${image}/variant/${variant}`)
    for (const item of [page, stored]) {
      for (const path of ['', '?thumbnail=true&size=small', '/thumbnail?size=medium', '/thumbnail'])
        await ask(`GET /data/batch-images/${item}${path}`)
    }
    for (const strange of [id.clip, id.nobody]) {
      for (const path of ['', '/variants', '/thumbnail', '/variant/tiny_64'])
        await ask(`GET /data/images/${strange}${path}`)
      for (const path of ['', '/thumbnail']) await ask(`GET /data/batch-images/${strange}${path}`)
    }
  })
  expect(text).toMatchSnapshot()
})

test('a list of words has no empty ones', () => {
  expect(listed(undefined)).toEqual([])
  expect(listed(' A b,, c ')).toEqual(['a b', 'c'])
})

test('a result without a score or a description counts as 0 and as empty', () => {
  const result = {
    id: 'a',
    type: 'description',
    source_type: 'single',
    source_id: 'a',
    created_at: '2026-01-01T00:00:00Z',
  }
  const all = { terms: [], sources: [] }
  const count = (filter: object) => filterResults([result], { ...all, ...filter }).length
  expect(count({})).toBe(1)
  expect([count({ min_confidence: 0 }), count({ min_confidence: 0.1 }), count({ max_confidence: 0 })]).toEqual([
    1, 0, 1,
  ])
  expect([count({ terms: [''] }), count({ terms: ['stryker'] })]).toEqual([1, 0])
})
