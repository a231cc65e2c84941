import { getResponse, HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isEnvelope } from '../../contracts/envelope.ts'
import { errorCodes, errorRow } from '../../contracts/errors.ts'
import { operationIds } from '../../contracts/operations/index.ts'
import { createHandlers } from '../msw.ts'

const api = 'https://api.aionvision.tech/api/v2'
const key = { Authorization: 'Bearer aion_test_name_of_your_choice' }
const mock = createHandlers()
const server = setupServer(...mock)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => {
  server.resetHandlers()
  mock.reset()
})
afterAll(() => server.close())

const get = (path: string, headers: Record<string, string> = key) => fetch(`${api}${path}`, { headers })

test('there is one handler for each operation, and one for the rest of the paths', () => {
  expect(mock).toHaveLength(operationIds.length + 1)
})

describe('a handler alone', () => {
  const alone = (method: string, path: string) =>
    mock.filter(({ info }) => info.method === method && info.path === `*/api/v2${path}`)
  const answerOf = async (handlers: ReturnType<typeof alone>, path: string, init: RequestInit = {}) =>
    (await getResponse(handlers, new Request(`${api}${path}`, { headers: key, ...init })))?.status

  test('answers its own operation, whatever stands in the path', async () => {
    const one = alone('GET', '/user-files/:image_id')
    expect(one).toHaveLength(1)
    expect(await answerOf(one, '/user-files/00000000-0000-4000-8000-000000000000')).toBe(404)
    expect(await answerOf(one, '/user-files/%E0%A4%A')).toBe(422)
    expect(await answerOf(one, '/user-files/a%20b?x=1')).toBe(422)
  })

  test('lets pass what belongs to another', async () => {
    expect(await answerOf(alone('GET', '/user-files/:image_id'), '/user-files')).toBeUndefined()
    expect(await answerOf(alone('GET', '/user-files'), '/user-files', { method: 'HEAD' })).toBeUndefined()
    expect(await answerOf(alone('GET', '/user-files'), '/nothing')).toBeUndefined()
  })

  test('of which there is one too few leaves its requests to the last', async () => {
    const without = mock.filter((handler) => !alone('GET', '/user-files').includes(handler))
    expect(await answerOf(without, '/user-files')).toBe(200)
    expect(await answerOf([...mock], '/user-files', { method: 'HEAD' })).toBe(200)
  })
})

test('an operation answers as the server does', async () => {
  const response = await get('/user-files?limit=2')
  expect(response.status).toBe(200)
  expect(response.headers.get('x-ratelimit-limit')).toBe('100')
  expect(await response.json()).toMatchObject({ files: [{}, {}], total_count: expect.any(Number), has_more: true })
})

test('a multipart upload is read and can be found again', async () => {
  const png = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
    (letter) => letter.charCodeAt(0),
  )
  const form = new FormData()
  form.append('title', 'one pixel')
  form.append('file', new File([png], 'pixel.png', { type: 'image/png' }))
  const response = await fetch(`${api}/user-files/upload/stream`, { method: 'POST', headers: key, body: form })
  expect(response.status).toBe(200)
  const { image_id: id } = (await response.json()) as { image_id: string }
  expect(await (await get(`/user-files/${id}`)).json()).toMatchObject({ title: 'one pixel', size_bytes: png.length })
})

test.each(errorCodes)('%s can be injected by header', async (code) => {
  const response = await get('/user-files', { ...key, 'Mock-Fault': code })
  const body: unknown = await response.json()
  expect(response.status).toBe(errorRow(code).status)
  expect(isEnvelope(body)).toBe(true)
  expect(body).toMatchObject({ error: { code }, request_id: response.headers.get('x-request-id') })
  expect(response.headers.get('mock-fault-served')).toBe(`${code};by=header`)
})

test('a planned fault is served once, then the operation answers again', async () => {
  mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 2 })
  const limited = await get('/user-files')
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2'])
  expect((await get('/user-files')).status).toBe(200)
  expect(mock.journal.attempts().map(({ status }) => status)).toEqual([429, 200])
})

test('unknown paths and wrong methods get the envelope', async () => {
  expect(await (await get('/nothing')).json()).toMatchObject({ error: { code: 'HTTP_404' } })
  const wrong = await fetch(`${api}/user-files`, { method: 'DELETE', headers: key })
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

test('a reset is a network error, and the journal calls it degraded', async () => {
  await expect(get('/user-files', { ...key, 'Mock-Fault': 'reset' })).rejects.toThrow(TypeError)
  expect(mock.journal.attempts().at(-1)).toMatchObject({ fault: 'reset;by=header;degraded', status: null })
})

test('the clock that is moved ends the rate window', async () => {
  const starter = { Authorization: 'Bearer aion_test_starter_window_of_a_minute' }
  for (let i = 0; i < 30; i++) expect((await get('/tenant/limits', starter)).status).toBe(200)
  const limited = await get('/tenant/limits', starter)
  expect(limited.status).toBe(429)
  mock.clock.advance(Number(limited.headers.get('retry-after')) * 1_000)
  expect((await get('/tenant/limits', starter)).status).toBe(200)
})

describe('beside other handlers', () => {
  test('an override comes first and goes with resetHandlers', async () => {
    server.use(http.get(`${api}/user-files`, () => HttpResponse.json({ mine: true })))
    expect(await (await get('/user-files')).json()).toEqual({ mine: true })
    server.resetHandlers()
    expect(await (await get('/user-files?limit=1')).json()).toHaveProperty('files')
  })

  test('an override for once is used once', async () => {
    server.use(http.get(`${api}/user-files`, () => HttpResponse.json({ mine: true }), { once: true }))
    expect(await (await get('/user-files')).json()).toEqual({ mine: true })
    expect(await (await get('/user-files?limit=1')).json()).toHaveProperty('files')
  })
})

test.each([
  ['nonsense', /absolute URL.*got "nonsense"/],
  ['https://host.example', /must have a path/],
])('the base URL %s is refused', (baseUrl, message) => {
  expect(() => createHandlers({ baseUrl })).toThrow(message)
})

test('a tenant that cannot be one is refused', () => {
  expect(() => createHandlers({ tenant: 'a b' })).toThrow(/tenant must be/)
})
