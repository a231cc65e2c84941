import { expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const create = (mock: TestMock, body: object) => mock.send('POST', '/user-files/links', { body })

test('the same page is stored once', async () => {
  using mock = createTestMock()
  const first = await create(mock, { url: 'https://Example.com' })
  const second = await create(mock, { url: 'https://example.com/' })
  expect(first.json).toMatchObject({ domain: 'example.com', is_duplicate: false, crawl_status: 'queued' })
  expect(second.json).toMatchObject({ id: first.json.id, is_duplicate: true })
})

test.each(['ftp://example.com/', 'example.com', 'javascript:alert(1)'])('%s is no page', async (url) => {
  using mock = createTestMock()
  const { status, json } = await create(mock, { url })
  expect([status, json.error.details.field]).toEqual([422, 'url'])
})

test('a link is crawled again after an hour, and says how long that is', async () => {
  using mock = createTestMock()
  const { json } = await create(mock, { url: 'https://example.com/' })
  const recrawl = () => mock.send('POST', `/user-files/${json.id}/recrawl`)
  mock.time.advance(600_000)
  const early = await recrawl()
  expect([early.status, early.headers['retry-after']]).toEqual([429, '3000'])
  expect(early.headers).toMatchObject({
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(mock.time.now() / 1_000 + 3_000),
  })
  mock.time.advance(3_000_000)
  expect((await recrawl()).status).toBe(200)
  expect((await recrawl()).status).toBe(400)
  mock.time.advance(60_000)
  expect((await recrawl()).status).toBe(429)
})

test('a link that was never crawled can be at once', async () => {
  using mock = createTestMock()
  const { json } = await create(mock, { url: 'https://example.com/', auto_crawl: false })
  expect((await mock.send('POST', `/user-files/${json.id}/recrawl`)).status).toBe(200)
  mock.time.advance(60_000)
  expect((await mock.send('GET', `/user-files/${json.id}`)).json).toMatchObject({
    crawl_status: 'completed',
    source_url: 'https://example.com/',
  })
})

test('a crawled link shows what its page says', async () => {
  using mock = createTestMock()
  const { json } = await create(mock, { url: 'https://example.com/red-chairs' })
  const read = async () => (await mock.send('GET', `/user-files/${json.id}`)).json
  expect(await read()).toMatchObject({ crawl_status: 'queued', og_metadata: null, favicon_url: null, page_title: null })
  mock.time.advance(60_000)
  expect(await read()).toMatchObject({
    crawl_status: 'completed',
    og_metadata: {
      title: 'Red chairs',
      site_name: 'example.com',
      description: expect.any(String),
      image: expect.any(String),
    },
    favicon_url: 'https://example.com/favicon.ico',
    page_title: 'Red chairs',
  })
})
