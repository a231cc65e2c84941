import http from 'node:http'
import { setupServer } from 'msw/node'
import supertest from 'supertest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHandlers } from '../msw.ts'

const api = 'http://api.msw.test/api/v2'
const authorization = 'Bearer aion_test_writers_of_forms'
const upload = '/user-files/upload/stream'
const mock = createHandlers({ rateLimit: false })
const server = setupServer(...mock)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

/** What became of an upload: the name that its file has now. */
async function nameOf(text: string): Promise<unknown> {
  const { image_id } = JSON.parse(text)
  const answer = await fetch(`${api}/user-files/${image_id}`, { headers: { authorization } })
  return (await answer.json()).original_filename
}

test.each(['写 – 🙂.txt', 'a"b.txt', 'שלום.txt'])('form-data and superagent upload %s', async (filename) => {
  const answer = await supertest(api)
    .post(upload)
    .set('Authorization', authorization)
    .field('title', 'ü')
    .attach('file', Buffer.from(`form-data ${filename}`), { filename, contentType: 'text/plain' })
  expect(answer.status).toBe(200)
  expect(await nameOf(answer.text)).toBe(filename)
})

/** Sends a body over `node:http`, a chunk at a time. */
function send(chunks: readonly string[]): Promise<{ status: number | undefined; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; text: string }>()
  const headers = { authorization, 'content-type': 'multipart/form-data; boundary="a b"' }
  const sent = http.request(`${api}${upload}`, { method: 'POST', headers }, (answer) => {
    let text = ''
    answer.on('data', (chunk) => (text += chunk)).on('end', () => resolve({ status: answer.statusCode, text }))
  })
  sent.on('error', reject)
  for (const chunk of chunks) sent.write(chunk)
  sent.end()
  return promise
}

test('a form that is written by hand, in pieces, is read', async () => {
  const disposition = 'Content-Disposition: form-data; name=file; filename="x"; filename*=utf-8\'\'%E5%86%99.txt'
  const { status, text } = await send([
    `--a b\r\n${disposition}\r\nContent-Type: text/plain\r\n\r\n`,
    'by hand\r\n',
    '--a b-',
    '-\r\n',
  ])
  expect(status).toBe(200)
  expect(await nameOf(text)).toBe('写.txt')
})

test('a form that is broken is refused with the envelope', async () => {
  const { status, text } = await send(['--a b\r\n~\r\n', '--a b--'])
  expect([status, JSON.parse(text).error.code]).toEqual([400, 'VALIDATION_ERROR'])
})

test('a request of another class, whose headers keep their capitals, is answered', async () => {
  /** As happy-dom has them: names are given as they were written. */
  class ForeignHeaders extends Headers {
    override *[Symbol.iterator](): HeadersIterator<[string, string]> {
      for (const [name, value] of super[Symbol.iterator]())
        yield [name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), value]
    }
  }
  const foreign = new Request(`${api}/user-files`, { headers: { authorization, 'Mock-Fault': 'RATE_LIMIT_ERROR' } })
  Object.defineProperty(foreign, 'headers', { value: new ForeignHeaders(foreign.headers) })
  const handler = mock.find(({ info }) => info.method === 'GET' && info.path === '*/api/v2/user-files')
  const result = await handler?.run({ request: foreign, requestId: 'one' })
  expect(result?.response?.status).toBe(429)
})
