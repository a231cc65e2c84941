import { afterEach, expect, test } from 'vitest'
import { createFetch, installFetch } from '../fetch.ts'
import { isForeignRequest } from './foreign-request.ts'

const url = 'https://api.aionvision.tech/api/v2/folders'
const key = 'Bearer aion_test_foreign_requests'

/** A request as node-fetch 2 makes it: names as they were written, a body that is read once. */
function foreign(
  init: { method?: string; headers?: Record<string, string>; body?: string; signal?: AbortSignal } = {},
) {
  const { method = 'GET', headers = {}, body = '', signal } = init
  const request = {
    url,
    method,
    headers: {
      forEach(take: (value: string, name: string) => void) {
        for (const [name, value] of Object.entries({ Authorization: key, ...headers })) take(value, name)
      },
    },
    signal: signal ?? null,
    arrayBuffer: async () => new TextEncoder().encode(body).buffer,
  }
  return request as unknown as Request // it is what this test is about
}

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const ways = {
  createFetch: () => createFetch(),
  installFetch() {
    const mock = installFetch({ hosts: ['api.aionvision.tech'] })
    ends.push(mock.restore)
    return Object.assign((...call: Parameters<typeof fetch>) => globalThis.fetch(...call), mock)
  },
}

test.each(Object.keys(ways) as (keyof typeof ways)[])('%s answers a request of another implementation', async (way) => {
  const mock = ways[way]()
  expect((await mock(foreign())).status).toBe(200)
  const json = { 'Content-Type': 'application/json' }
  const made = await mock(foreign({ method: 'POST', headers: json, body: '{"name":"Foreign"}' }))
  expect([made.status, made.url]).toEqual([201, url])
  expect((await mock(foreign({ headers: { 'Mock-Fault': 'RATE_LIMIT_ERROR' } }))).status).toBe(429)
  expect(mock.journal.attempts().map(({ method, status }) => [method, status])).toEqual([
    ['GET', 200],
    ['POST', 201],
    ['GET', 429],
  ])
})

test('its signal ends the call, before and during', async () => {
  const mock = createFetch()
  await expect(mock(foreign({ signal: AbortSignal.abort(new Error('before')) }))).rejects.toThrow('before')
  const leaving = new AbortController()
  mock.faults.next('stall-headers')
  const answer = mock(foreign({ signal: leaving.signal }))
  setImmediate(() => leaving.abort(new Error('during')))
  await expect(answer).rejects.toThrow('during')
})

test('what is no request fails as with fetch itself', async () => {
  await expect(createFetch()({ url } as Request)).rejects.toThrow(TypeError)
})

test.each(['url', 'method', 'headers', 'arrayBuffer'])('what has no %s is no request', (name) => {
  expect(isForeignRequest(foreign())).toBe(true)
  expect(isForeignRequest({ ...foreign(), [name]: undefined })).toBe(false)
})

test.each([url, null, undefined, new URL(url), new Request(url), {}, { headers: {} }])(
  '%s is no foreign request',
  (one) => {
    expect(isForeignRequest(one)).toBe(false)
  },
)
