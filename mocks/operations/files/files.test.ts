import { describe, expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

interface Listed {
  readonly id: string
  readonly title: string | null
  readonly created_at: string
  readonly content_created_at: string
  readonly size_bytes: number
  readonly tags: readonly string[]
  readonly media_type: string
  readonly upload_description: string | null
}

async function list(mock: TestMock, query = ''): Promise<{ files: Listed[]; total_count: number; has_more: boolean }> {
  const { status, json } = await mock.send('GET', `/user-files${query}`)
  expect(status).toBe(200)
  return json
}

describe('the list of files', () => {
  test.each(['created_at', 'content_created_at', 'title', 'size_bytes'] as const)(
    'by %s has every file once, whatever the pages',
    async (key) => {
      using mock = createTestMock({ files: 30 })
      const whole = await list(mock, `?limit=100&sort_by=${key}&sort_order=asc`)
      const paged: Listed[] = []
      for (let hasMore = true; hasMore; ) {
        const page = await list(mock, `?limit=7&offset=${paged.length}&sort_by=${key}&sort_order=asc`)
        paged.push(...page.files)
        hasMore = page.has_more
      }
      expect(paged).toEqual(whole.files)
      expect(whole.total_count).toBe(45)
      const reversed = await list(mock, `?limit=100&sort_by=${key}&sort_order=desc`)
      expect(reversed.files.toReversed().map(({ id }) => id)).toEqual(whole.files.map(({ id }) => id))
    },
  )

  test('is in the order that was asked for', async () => {
    using mock = createTestMock({ files: 30 })
    const { files } = await list(mock, '?limit=100&sort_by=size_bytes&sort_order=asc')
    const sizes = files.map(({ size_bytes: size }) => size)
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    const newest = await list(mock, '?limit=100&sort_by=created_at')
    const days = newest.files.map(({ created_at: day }) => day)
    expect(days).toEqual(days.toSorted().reverse())
  })

  test('comes by the age of its content when nobody asks for another order', async () => {
    using mock = createTestMock({ files: 30 })
    const { files } = await list(mock, '?limit=100')
    const days = files.map(({ content_created_at: day }) => day)
    expect(days).toEqual(days.toSorted().reverse())
    expect(files.map(({ created_at: day }) => day)).not.toEqual(days)
    await mock.send('DELETE', `/user-files/${files[3]?.id}`)
    const rest = (await list(mock, '?limit=100')).files.map(({ id }) => id)
    expect(rest).toEqual(files.map(({ id }) => id).filter((id) => id !== files[3]?.id))
  })

  test('takes the ids of 500 files', async () => {
    using mock = createTestMock()
    const [file] = (await list(mock)).files
    const nobody = Array.from({ length: 499 }, (_, i) => `ids=00000000-0000-4000-8000-${String(i).padStart(12, '0')}`)
    expect((await list(mock, `?ids=${file?.id}&${nobody.join('&')}`)).total_count).toBe(1)
    expect((await mock.send('GET', `/user-files?ids=${file?.id}&${nobody.join('&')}&${nobody[0]}`)).status).toBe(422)
  })

  test.each(['True', 'TRUE', 'true', '1', 'yes', 'on'])('reads %s as true', async (word) => {
    using mock = createTestMock({ files: 30 })
    const { total_count: count } = await list(mock, '?has_description=true')
    expect((await list(mock, `?has_description=${word}`)).total_count).toBe(count)
  })

  test.each(['False', '0', 'no', 'off'])('reads %s as false', async (word) => {
    using mock = createTestMock({ files: 30 })
    const { total_count: count } = await list(mock, '?has_description=false')
    expect((await list(mock, `?has_description=${word}`)).total_count).toBe(count)
  })

  test.each(['', 'tru', '2', 'None'])('does not read %j as a boolean', async (word) => {
    using mock = createTestMock()
    expect((await mock.send('GET', `/user-files?has_description=${word}`)).status).toBe(422)
  })

  test('ends where there are no more files', async () => {
    using mock = createTestMock({ files: 3 })
    expect(await list(mock, '?offset=17')).toMatchObject({ total_count: 18, has_more: false })
    expect((await list(mock, '?offset=17')).files).toHaveLength(1)
    expect((await list(mock, '?offset=1000')).files).toEqual([])
  })

  const filters: readonly [query: string, keeps: (file: Listed) => boolean][] = [
    ['media_types=document', (file) => file.media_type === 'document'],
    ['media_types=image&media_types=document', (file) => ['image', 'document'].includes(file.media_type)],
    ['tags=people', (file) => file.tags.includes('people')],
    ['tags=people&tags=draft', (file) => file.tags.includes('people') && file.tags.includes('draft')],
    ['has_description=true', (file) => file.upload_description !== null],
    ['search=%20BACKGROUND', (file) => file.upload_description?.includes(' background') === true],
    ['search=zzzz', () => false],
    ['date_from=2026-01-10T00:00:00Z', (file) => file.created_at >= '2026-01-10'],
    ['date_to=2026-01-10', (file) => file.created_at < '2026-01-11'],
  ]
  test.each(filters)('with %s keeps what it says', async (query, keeps) => {
    using mock = createTestMock({ files: 60 })
    const everything = await list(mock, '?limit=100')
    const found = await list(mock, `?limit=100&${query}`)
    expect(found.files).toEqual(everything.files.filter(keeps))
    expect(found.total_count).toBe(found.files.length)
  })
})

test('a change of title keeps the tags, and the list shows it', async () => {
  using mock = createTestMock()
  const [before] = (await list(mock, '?media_types=image')).files
  await mock.send('PATCH', `/user-files/${before?.id}`, { body: { title: 'New' } })
  const [after] = (await list(mock, '?media_types=image')).files
  expect(after).toMatchObject({ id: before?.id, title: 'New', tags: before?.tags })
})

test('of several files each has an outcome of its own', async () => {
  using mock = createTestMock()
  const [file] = (await list(mock)).files
  const nobody = '00000000-0000-4000-8000-000000000000'
  const { json } = await mock.send('POST', '/user-files/batch-delete', {
    body: { file_ids: [file?.id, nobody, file?.id] },
  })
  expect(json.deleted.map(({ id }: Listed) => id)).toEqual([file?.id])
  expect(json.skipped.map(({ id }: Listed) => id)).toEqual([file?.id])
  expect(json.failed.map(({ id }: Listed) => id)).toEqual([nobody])
  expect(json.summary).toEqual({ total: 3, deleted: 1, skipped: 1, failed: 1 })
})

describe('a download', () => {
  test('leads to the bytes that were uploaded', async () => {
    using mock = createTestMock()
    const body = new FormData()
    body.append('file', new Blob([samples.webp.bytes]), 'dot.webp')
    const { json } = await mock.send('POST', '/user-files/upload/stream', { body })
    const { status, headers } = await mock.send('GET', `/user-files/${json.image_id}/download`)
    expect(status).toBe(302)
    const stored = await mock.send('GET', headers.location ?? '')
    expect(stored.headers).toMatchObject({
      'content-type': 'image/webp',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    })
    expect(stored.bytes).toEqual(new Uint8Array(samples.webp.bytes))
  })

  test('of a file that never had bytes leads to a picture in its place, and says so', async () => {
    using mock = createTestMock()
    const [file] = (await list(mock, '?media_types=image')).files
    const { headers } = await mock.send('GET', `/user-files/${file?.id}/variant/tiny_64`)
    const stored = await mock.send('GET', headers.location ?? '')
    expect(stored.headers).toMatchObject({ 'content-type': 'image/png', 'mock-placeholder': 'true' })
  })

  test('of a size that there is not is refused with the nearest', async () => {
    using mock = createTestMock()
    const [file] = (await list(mock, '?media_types=image')).files
    const { status, json } = await mock.send('GET', `/user-files/${file?.id}/variant/small_265`)
    expect(status).toBe(422)
    expect(json.error.details.issue).toContain('did you mean "small_256"?')
  })

  test('is gone with its file', async () => {
    using mock = createTestMock()
    const [file] = (await list(mock, '?media_types=image')).files
    const { headers } = await mock.send('GET', `/user-files/${file?.id}/download`)
    await mock.send('DELETE', `/user-files/${file?.id}`)
    expect((await mock.send('GET', headers.location ?? '')).status).toBe(404)
  })
})

test('a file is pending in the list and in its details alike when the clock is moved back before its work', async () => {
  using mock = createTestMock({ files: 0 })
  const form = new FormData()
  form.append('file', new Blob([samples.png.bytes], { type: 'image/png' }), 'a.png')
  const { json: uploaded } = await mock.send('POST', '/user-files/upload/stream', { body: form })
  const states = async () => {
    const { files } = await list(mock)
    const { json } = await mock.send('GET', `/user-files/${uploaded.image_id}`)
    return [files[0]?.upload_description === null, json.upload_description === null]
  }
  const { clock } = await mock.tenant()
  expect(await states()).toEqual([true, true])
  clock.advance(60_000)
  expect(await states()).toEqual([false, false])
  clock.set(clock.now() - 60_000)
  expect(await states()).toEqual([true, true])
})

describe('a short id', () => {
  test('reads the file that it begins', async () => {
    using mock = createTestMock()
    const [file] = (await list(mock)).files
    const short = file?.id.slice(0, 8).toUpperCase() ?? ''
    expect((await mock.send('GET', `/user-files/${short}`)).json.id).toBe(file?.id)
    expect((await mock.send('GET', '/user-files/00000000')).status).toBe(404)
  })

  test.each(['1234567', '123456789', 'zzzzzzzz'])('of another form is refused: %s', async (id) => {
    using mock = createTestMock()
    expect((await mock.send('GET', `/user-files/${id}`)).json.error.details.issue).toContain('first 8 characters')
  })

  test('is for reading only', async () => {
    using mock = createTestMock()
    const [file] = (await list(mock)).files
    expect((await mock.send('DELETE', `/user-files/${file?.id.slice(0, 8)}`)).status).toBe(422)
  })
})
