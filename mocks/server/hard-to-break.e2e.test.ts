import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isEnvelope } from '../../contracts/envelope.ts'
import { openWire } from '../testing/raw-client.ts'
import { worldOf } from '../testing/world-of.ts'
import { type MockServer, startMockServer } from './index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ rateLimit: false })
})
afterAll(() => mock.close())

const key = { Authorization: 'Bearer aion_test_hard_to_break_mock' }

/** Sends bytes as they are and reads what comes back until the answer is whole. */
async function exchange(request: string): Promise<{ status: number; head: string; body: unknown }> {
  const wire = await openWire(mock.port)
  wire.send(request)
  const text = await wire.until(/\r\n\r\n[\s\S]*\}$/)
  wire.close()
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, body: JSON.parse(body) }
}

async function isAlive(): Promise<boolean> {
  return (await fetch(`${mock.url}/tenant/limits`, { headers: key })).status === 200
}

const post = (contentType: string, body: string) =>
  `POST /api/v2/folders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer aion_test_hard_to_break_mock\r\nContent-Type: ${contentType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

describe('whatever arrives gets the envelope', () => {
  test.each<[what: string, request: string, status: number, code: string]>([
    ['malformed JSON', post('application/json', '{"name":'), 400, 'VALIDATION_ERROR'],
    ['an empty JSON body', post('application/json', ' '), 400, 'VALIDATION_ERROR'],
    [
      'JSON that is no UTF-8',
      `${post('application/json', '{"name":"').replace('Content-Length: 9', 'Content-Length: 12')}\xff"}`,
      400,
      'VALIDATION_ERROR',
    ],
    ['a wrong content type', post('text/plain', 'hello'), 415, 'HTTP_415'],
    ['a field of a wrong type', post('application/json', '{"name":7}'), 422, 'VALIDATION_ERROR'],
    ['a JSON array', post('application/json', '[]'), 422, 'VALIDATION_ERROR'],
    ['an unknown path', 'GET /api/v2/nothing HTTP/1.1\r\nHost: x\r\n\r\n', 404, 'HTTP_404'],
    ['a path outside the API', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 404, 'HTTP_404'],
    ['an absolute target', 'GET http://x/api/v2/user-files HTTP/1.1\r\nHost: x\r\n\r\n', 401, 'INVALID_API_KEY'],
    ['an absolute target without a path', 'GET http://x HTTP/1.1\r\nHost: x\r\n\r\n', 404, 'HTTP_404'],
    [
      'an absolute target without a host',
      'GET http:///api/v2/user-files HTTP/1.1\r\nHost: x\r\n\r\n',
      400,
      'VALIDATION_ERROR',
    ],
    [
      'an absolute target with a user',
      'GET http://x@y/__mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n',
      400,
      'VALIDATION_ERROR',
    ],
    [
      'a coding besides chunked',
      'POST /api/v2/folders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
      501,
      'HTTP_501',
    ],
    [
      'one in a line of its own',
      'POST /__mock/reset HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      501,
      'HTTP_501',
    ],
    [
      'a coding in HTTP/1.0',
      'POST /api/v2/folders HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'VALIDATION_ERROR',
    ],
    ['no Host', 'GET /api/v2/user-files HTTP/1.1\r\n\r\n', 400, 'VALIDATION_ERROR'],
    ['two Hosts', 'GET /api/v2/user-files HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n', 400, 'VALIDATION_ERROR'],
    ['an unknown Expect', 'GET /api/v2/user-files HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n', 417, 'VALIDATION_ERROR'],
    ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'HTTP_405'],
    [
      'a body in a coding',
      post('application/json', '{"name":"a"}').replace('Host: x', 'Host: x\r\nContent-Encoding: gzip'),
      415,
      'HTTP_415',
    ],
    ['a wrong method', 'PUT /api/v2/user-files HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', 405, 'HTTP_405'],
    [
      'a path that is not valid percent-encoding',
      'GET /api/v2/user-files/%zz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer aion_test_hard_to_break_mock\r\n\r\n',
      422,
      'VALIDATION_ERROR',
    ],
    ['a broken request line', 'GARBAGE\r\n\r\n', 400, 'VALIDATION_ERROR'],
    ['an unknown method', 'FROB /api/v2/user-files HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'VALIDATION_ERROR'],
    [
      'two lengths that differ',
      'POST /api/v2/folders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
      'VALIDATION_ERROR',
    ],
    [
      'headers beyond all measure',
      `GET /api/v2/user-files HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`,
      431,
      'HTTP_431',
    ],
  ])('%s', async (_, request, status, code) => {
    const answer = await exchange(request)
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.objectContaining({ error: expect.objectContaining({ code }) }),
    ])
    expect(isEnvelope(answer.body)).toBe(true)
    expect(answer.head).toMatch(/x-request-id: /i)
    expect(answer.head).toMatch(/access-control-allow-origin: \*/i)
    expect(await isAlive()).toBe(true)
  })

  test('a wrong method names those that are allowed', async () => {
    const { headers } = await fetch(`${mock.url}/folders`, { method: 'PUT', headers: key })
    expect(headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
  })
})

test('a target in absolute form is what its path says', async () => {
  const answer = await exchange(
    `GET http://else.test:81/api/v2/tenant/limits?x HTTP/1.0\r\nAuthorization: Bearer aion_test_hard_to_break_mock\r\nMock-Fault: VLM_PROVIDER_ERROR\r\n\r\n`,
  )
  expect(answer.status).toBe(503)
})

test.each([
  ['x.example', 'localhost', 403],
  ['localhost', 'x.example', 200],
])('control calls to http://%s/ go by that host, whatever the Host says (%s)', async (target, host, status) => {
  const answer = await exchange(
    `GET http://${target}/__mock/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
  )
  expect(answer.status).toBe(status)
})

test('a page with credentials is answered by its origin, and a 401 names its scheme', async () => {
  const { headers } = await fetch(`${mock.url}/user-files`, { headers: { Origin: 'https://page.example' } })
  expect(headers.get('access-control-allow-origin')).toBe('https://page.example')
  expect(headers.get('access-control-allow-credentials')).toBe('true')
  expect(headers.get('vary')).toBe('Origin')
  expect(headers.get('www-authenticate')).toBe('Bearer')
})

test('a JSON body beyond a megabyte is refused without reading it', async () => {
  const response = await fetch(`${mock.url}/folders`, {
    method: 'POST',
    headers: { ...key, 'Content-Type': 'application/json' },
    body: `{"name":"${'x'.repeat(2_000_000)}"}`,
  })
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ error: { code: 'HTTP_413' } })
})

test('uploads that are abandoned leave nothing behind', async () => {
  for (let i = 0; i < 20; i++) {
    const wire = await openWire(mock.port)
    wire.send(
      'POST /api/v2/user-files/upload/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer aion_test_abandoned_uploads\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n',
    )
    wire.send('x'.repeat(10_000))
    await new Promise((resolve) => setTimeout(resolve, 5))
    wire.close()
  }
  const tenant = await worldOf(mock, 'abandoned_uploads')
  await expect.poll(() => tenant.usage.activeUploads).toBe(0)
  expect(await isAlive()).toBe(true)
})

test('HEAD answers as GET does, without the body', async () => {
  const response = await fetch(`${mock.url}/user-files`, { method: 'HEAD', headers: key })
  expect([response.status, await response.text()]).toEqual([200, ''])
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1_000)
})

test('OPTIONS names the methods of a path', async () => {
  const response = await fetch(`${mock.url}/folders`, { method: 'OPTIONS' })
  expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS'])
})

test('a preflight is neither authenticated nor counted', async () => {
  const before = (await fetch(`${mock.url}/tenant/limits`, { headers: key })).headers.get('x-ratelimit-remaining')
  const preflight = await fetch(`${mock.url}/user-files`, {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://page.example',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    },
  })
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization'])
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://page.example')
  expect((await fetch(`${mock.url}/tenant/limits`, { headers: key })).headers.get('x-ratelimit-remaining')).toBe(before)
})

test('a second server on the same port says so', async () => {
  await expect(startMockServer({ port: mock.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

describe('a planned fault waits for a call of the API', () => {
  const ask = async (method: string, path: string) =>
    (await fetch(new URL(path, mock.url), { method, headers: { ...key } })).status

  test('a favicon, a bare OPTIONS and a path outside use none up', async () => {
    const planned = mock.faults.next('HTTP_500')
    expect([await ask('GET', '/favicon.ico'), await ask('OPTIONS', '/api/v2/folders'), await ask('GET', '/')]).toEqual([
      404, 204, 404,
    ])
    expect(planned.remaining).toBe(1)
    expect(await ask('GET', '/api/v2/folders')).toBe(500)
  })

  test('one that names them is served to them', async () => {
    mock.faults.add({ match: { method: 'OPTIONS' }, fault: { error: 'HTTP_500' } })
    expect(await ask('OPTIONS', '/api/v2/folders')).toBe(500)
    mock.faults.add({ match: { path: '/favicon.ico' }, fault: { error: 'HTTP_500' } })
    expect(await ask('GET', '/favicon.ico')).toBe(500)
  })
})

test('the date of an answer follows the moved clock of its tenant', async () => {
  const tenant = await worldOf(mock, 'moved_to_another_day')
  tenant.clock.advance(3_600_000)
  const { headers } = await fetch(`${mock.url}/folders`, {
    headers: { Authorization: 'Bearer aion_test_moved_to_another_day' },
  })
  expect(Math.abs(Date.parse(headers.get('date') ?? '') - tenant.clock.now())).toBeLessThan(60_000)
})
