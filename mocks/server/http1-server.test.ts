import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWire } from '../testing/raw-client.ts'
import { type MockServer, startMockServer } from './index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ rateLimit: false })
})
afterAll(() => mock.close())

/** Sends bytes as they are; the answer's head and its JSON. */
async function exchange(request: string) {
  const wire = await openWire(mock.port)
  wire.send(request)
  const text = await wire.until(/\r\n\r\n[\s\S]*\}$/)
  wire.close()
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, body: JSON.parse(body) }
}

const get = (lines: string) => `GET /api/v2/tenant/limits HTTP/1.1\r\n${lines}\r\n`

describe('refused before anybody looks at the path', () => {
  test.each<[string, string, number, string]>([
    ['no Host', get(''), 400, 'VALIDATION_ERROR'],
    ['two Hosts', get('Host: x\r\nhost: y\r\n'), 400, 'VALIDATION_ERROR'],
    ['a Host that is none', get('Host: a b\r\n'), 400, 'VALIDATION_ERROR'],
    ['an expectation that nobody knows', get('Host: x\r\nExpect: tea\r\n'), 417, 'VALIDATION_ERROR'],
    ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'HTTP_405'],
  ])('%s', async (_, request, status, code) => {
    const before = mock.journal.attempts().length
    const answer = await exchange(request)
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
    expect(answer.head.toLowerCase()).toContain(`x-request-id: ${answer.body.request_id}`)
    expect(answer.head).toMatch(/connection: close/i)
    expect(mock.journal.attempts().length).toBe(before)
  })
})

test('each says why', async () => {
  const said = async (request: string) => JSON.stringify((await exchange(request)).body.error)
  expect(await said(get(''))).toMatch(/Host.*Is required by HTTP\/1\.1/)
  expect(await said(get('Host: x\r\nhost: y\r\n'))).toMatch(/Host.*Stands more than once/)
  expect(await said(get('Host: x\r\nExpect: tea\r\n'))).toMatch(/Expect.*Is not known; only 100-continue is/)
  expect(await said('CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toContain(
    'CONNECT x:443 is not possible: the mock is no proxy',
  )
})

describe('reaches the API', () => {
  const key = 'Authorization: Bearer aion_test_by_hand_0000000\r\n'
  test.each([
    ['a Host', `Host: x\r\n${key}`],
    ['an empty expectation', `Host: x\r\nExpect:\r\n${key}`],
  ])('%s', async (_, lines) => {
    expect((await exchange(get(lines))).status).toBe(200)
  })
})

test('what lies beside the API is answered beside it, in absolute form, too', async () => {
  const before = mock.journal.attempts().length
  for (const target of ['/__mock/health', `http://localhost:${mock.port}/__mock/health`]) {
    const { status } = await exchange(`GET ${target} HTTP/1.1\r\nHost: localhost:${mock.port}\r\n\r\n`)
    expect(status).toBe(200)
  }
  expect(mock.journal.attempts().length).toBe(before)
})

test('where the port is taken, it is said with the code of the system', async () => {
  await expect(startMockServer({ port: mock.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    message: expect.stringContaining(String(mock.port)),
    cause: expect.objectContaining({ code: 'EADDRINUSE' }),
  })
})

test('a token that is empty opens nothing', async () => {
  await expect(startMockServer({ controlToken: '' })).rejects.toThrow(
    new TypeError('controlToken is empty: leave it out, or give a token. An unset variable would open the control API'),
  )
})
