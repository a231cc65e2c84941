import { expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { settled } from '../../tenant/settled-file.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { formWith, type Talk, transcript } from '../../testing/transcript.ts'

import { fileSummary } from './file-bodies.ts'
import { fileFilter } from './file-filter.ts'
import { descriptionOf, isSettled, visibleTextOf } from './file-state.ts'

const listQuery = { search_mode: 'all', sort_by: 'title', sort_order: 'asc', limit: 1, offset: 0 } as const

const names = Object.entries(id)
const nameOf = (found: string) => names.find(([, known]) => known === found)?.[0] ?? 'new'

/** What a list has, by names alone, and what it says of the rest. */
async function listed({ mock }: Talk, query: string) {
  const { status, json } = await mock.send('GET', `/user-files?${query}`)
  if (status !== 200) return json.error.details
  const found = json.files.map((file: { id: string }) => nameOf(file.id)).join(' ')
  return `${found} (${json.total_count}${json.has_more ? ', more' : ''})`
}

const queries = [
  '',
  'limit=3',
  'limit=3&offset=3',
  'limit=9&offset=1',
  'limit=10&offset=0',
  'limit=5&offset=10',
  'limit=1&offset=9',
  'sort_order=asc&limit=2',
  'sort_order=asc&limit=2&offset=8',
  'sort_by=created_at',
  'sort_by=created_at&sort_order=asc',
  'sort_by=created_at&media_types=image',
  'sort_by=created_at&media_types=image&sort_order=asc',
  'sort_by=title',
  'sort_by=title&sort_order=asc',
  'sort_by=size_bytes',
  'sort_by=size_bytes&sort_order=asc&limit=2&offset=1',
  'search=BICYCLE',
  'search=bicycle&search_mode=metadata',
  'search=entry',
  'search=entry&search_mode=visible_text',
  'search=street&search_mode=visible_text',
  'search=law&search_mode=metadata',
  'search=chair.jpg&search_mode=metadata',
  'search=clip&search_mode=all',
  'search=outdoor',
  'search=lane',
  'search=road.png',
  'search=',
  'tags=outdoor',
  'tags=outdoor&tags=bike',
  `ids=${id.bell}&ids=${id.page.toUpperCase()}&ids=${id.nobody}`,
  `folder_id=${id.work}`,
  `folder_id=${id.attic}`,
  'date_from=2026-01-12',
  'date_from=2026-01-12T09:00:00Z',
  'date_from=2026-01-12T09:00:01Z',
  'date_to=2026-01-07',
  'date_to=2026-01-06',
  'date_to=2026-01-07T09:00:00Z',
  'date_to=2026-01-07T08:59:59Z',
  'has_description=true',
  'has_description=false',
  'media_types=link&media_types=video',
  'media_types=image&search=bicycle&tags=bike',
  'limit=0',
  'limit=101',
] as const

test('a list has the files that are asked for, in the order that is asked for', async () => {
  const text = await transcript(async (talk) => {
    for (const query of queries) talk.note(query, await listed(talk, query))
  })
  expect(text).toMatchSnapshot()
})

test('a file of each kind is shown whole, in lists and by itself', async () => {
  const text = await transcript(async ({ ask }) => {
    await ask('GET /user-files')
    for (const file of [id.street, id.poster, id.contract, id.clip, id.page]) await ask(`GET /user-files/${file}`)
    await ask('GET /user-files/5A133713')
    for (const strange of [id.nobody, '5b000000', '5a00']) await ask(`GET /user-files/${strange}`)
  })
  expect(text).toMatchSnapshot()
})

test('a new image passes from one state to the next, and fails when its work does', async () => {
  const text = await transcript(async ({ ask, mock, wait }) => {
    await ask('GET /user-files?limit=1')
    const fields = { title: 'New', tags: '["a","b"]' }
    const { json } = await ask('POST /user-files/upload/stream', formWith(samples.png.bytes, 'new.png', fields))
    for (const ms of [0, 500, 499, 1, 1_499, 1]) {
      wait(ms)
      await ask(`GET /user-files/${json.image_id}`)
    }
    await ask('GET /user-files?limit=1&sort_by=created_at')
    mock.time.advance(-2_000)
    await ask('GET /user-files?limit=1&sort_by=created_at')
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    await ask('POST /video-analysis/queue', { media_id: id.clip })
    const body = formWith(samples.jpeg.bytes, 'other.jpg', { description: 'x' })
    const { json: failing } = await ask('POST /user-files/upload/stream', body)
    wait(1_000)
    await ask(`GET /user-files/${failing.image_id}`)
    await ask('GET /user-files?limit=1&sort_by=created_at')
    wait(10_000)
    await ask('GET /user-files?media_types=video')
    await ask(`GET /user-files/${failing.image_id}`)
    await ask('GET /user-files?limit=1&sort_by=created_at')
    const unasked = formWith(samples.gif.bytes, 'third.gif', { auto_describe: 'false' })
    const { json: third } = await ask('POST /user-files/upload/stream', unasked)
    await ask(`GET /user-files/${third.image_id}`)
  })
  expect(text).toMatchSnapshot()
})

test('a file is changed, downloaded and deleted', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    const bell = `/user-files/${id.bell}`
    for (const body of [{ title: 'Gong' }, { tags: ['x', 'y'] }, { title: null, tags: null }, {}]) {
      wait(1_000)
      await ask(`PATCH ${bell}`, body)
    }
    await ask(`PATCH /user-files/${id.nobody}`, { title: 'x' })
    for (const file of [id.bell, id.contract, id.clip, id.page, id.nobody]) {
      await ask(`GET /user-files/${file}/download`)
      await ask(`GET /user-files/${file}/variant/small_256`)
      await ask(`POST /user-files/${file}/trigger-variants`)
    }
    await ask(`GET ${bell}/variant/small_265`)
    await ask(`GET ${bell}/variant/xxxxxxxx`)
    await ask(`POST ${bell}/trigger-variants`)
    wait(999)
    await ask(`GET ${bell}`)
    wait(1)
    await ask(`GET ${bell}`)
    const tenant = await mock.tenant()
    note('bytes', tenant.usage.storageBytes)
    await ask(`POST /colors/images/${id.lane}/extract?force=true`)
    await ask(`POST /materials/images/${id.lane}/classify?force=true`)
    await ask(`POST /colors/images/${id.bell}/extract?force=true`)
    note('analyses', tenant.imageJobs.size)
    await ask(`DELETE /user-files/${id.lane}`)
    note('analyses', tenant.imageJobs.size)
    note('bytes', tenant.usage.storageBytes)
    await ask(`DELETE /user-files/${id.lane}`)
    const file_ids = [id.bell, id.bell.toUpperCase(), id.nobody, id.page]
    await ask('POST /user-files/batch-delete', { file_ids })
    note('bytes', tenant.usage.storageBytes)
  })
  expect(text).toMatchSnapshot()
})

/** A stored image of which all is done. */
const image = (change: Partial<FileRecord> = {}): FileRecord => ({
  ...settled({ id: id.bell, createdMs: Date.UTC(2026, 0, 2) }),
  object_key: 'k',
  media_type: 'image',
  filename: 'a.png',
  size_bytes: 1,
  content_type: 'image/png',
  format: 'png',
  upload_method: 'streaming',
  upload_description: 'Said',
  visible_text: 'Seen',
  ...change,
})

const work = { queuedMs: 0, startMs: 100, endMs: 200, failure: null }

test('description and text are there once the work is done, or when there was none', () => {
  const file = image({ work })
  const none = image({ work: null })
  expect([199, 200].map((nowMs) => [descriptionOf(file, nowMs), visibleTextOf(file, nowMs)])).toEqual([
    [null, null],
    ['Said', 'Seen'],
  ])
  expect([descriptionOf(none, 0), visibleTextOf(none, 0)]).toEqual(['Said', 'Seen'])
})

test('a file is settled when its work and its sizes are done', () => {
  const file = image({ work, variantsMs: 150 })
  expect([149, 150, 199, 200].map((nowMs) => isSettled(file, nowMs))).toEqual([false, false, false, true])
  const late = image({ work, variantsMs: 250 })
  expect([249, 250].map((nowMs) => isSettled(late, nowMs))).toEqual([false, true])
  expect(isSettled(image({ work: null, variantsMs: 0 }), 0)).toBe(true)
})

test('the text of a settled file is written once for each address, that of another each time', () => {
  const file = image({ work, variantsMs: 150 })
  const title = (nowMs: number, storage: string) => JSON.parse(fileSummary(file, nowMs, storage)).title
  const written = [title(199, 'a')]
  for (const [name, nowMs, storage] of [
    ['second', 199, 'a'],
    ['third', 200, 'a'],
    ['fourth', 200, 'a'],
    ['fifth', 200, 'b'],
    ['sixth', 200, 'b'],
    ['seventh', 199, 'b'],
  ] as const) {
    file.title = name
    written.push(title(nowMs, storage))
  }
  expect(written).toEqual([null, 'second', 'third', 'third', 'fifth', 'fifth', 'seventh'])
})

test('a date that ends a filter includes its whole day, a moment no more than itself', () => {
  const at = (created_at: string) => image({ created_at })
  const until = (date_to: string, created: string) => fileFilter({ ...listQuery, date_to }, 0)?.(at(created))
  expect(until('2026-01-07', '2026-01-07T23:59:59.999Z')).toBe(true)
  expect(until('2026-01-07', '2026-01-08T00:00:00.000Z')).toBe(false)
  expect(until('2026-01-07T01:00:00Z', '2026-01-07T01:00:00.000Z')).toBe(true)
  expect(until('2026-01-07T01:00:00Z', '2026-01-07T01:00:00.001Z')).toBe(false)
})

test('no filter is made of nothing', () => {
  expect(fileFilter(listQuery, 0)).toBeUndefined()
  expect(fileFilter({ ...listQuery, search: '' }, 0)).toBeUndefined()
})
