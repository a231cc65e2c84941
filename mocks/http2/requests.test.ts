import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MockServer } from '../server/index.ts'
import { openHttp2 } from '../testing/http2-client.ts'
import { startTestMock } from '../testing/start-test-mock.ts'

/** Waits for something that is sure to come, on however busy a machine. */
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000 })

let mock: MockServer
beforeAll(async () => {
  mock = await startTestMock({ https: true })
})
afterAll(() => mock.close())

const json = { 'content-type': 'application/json' }
const last = () => mock.journal.attempts({ tenant: 'over_http2_streams' }).at(-1)

/** A client that is closed with its test. */
const open = () => {
  const client = openHttp2(mock)
  return Object.assign(client, { [Symbol.dispose]: client.close })
}

describe('over HTTP/2', () => {
  it('requests are journalled as those of HTTP/1.1 are, connections counted alike', async () => {
    using client = open()
    await client.call('/user-files?limit=1')
    const { port } = new URL(mock.url)
    const attempt = last()
    expect(attempt).toMatchObject({ method: 'GET', target: '/api/v2/user-files?limit=1', status: 200 })
    expect(attempt?.headers.slice(0, 2)).toEqual(['host', `127.0.0.1:${port}`])
    expect(attempt?.headers.join()).not.toContain(':path')
    await client.call('/user-files?limit=1')
    expect(last()?.connection).toBe(attempt?.connection)
    using other = open()
    await other.call('/user-files?limit=1')
    expect(last()?.connection).toBeGreaterThan(attempt?.connection ?? Number.POSITIVE_INFINITY)
  })

  it('a body arrives whole, and the answer to HEAD is a head', async () => {
    using client = open()
    const { status } = await client.call('/folders', json, { body: JSON.stringify({ name: 'Over HTTP/2' }) })
    expect([status, last()?.body?.bytes]).toEqual([201, 22])
    const head = await client.call('/user-files', { ':method': 'HEAD' })
    expect([head.status, head.text, Number(head.headers['content-length']) > 0]).toEqual([200, '', true])
  })

  it('an answer that never has a body has no length', async () => {
    using client = open()
    const [first] = JSON.parse((await client.call('/documents')).text).documents
    const gone = await client.call(`/documents/${first.id}`, { ':method': 'DELETE' })
    expect([gone.status, gone.text, gone.headers['content-length']]).toEqual([204, '', undefined])
  })

  it('links lead back over https', async () => {
    using client = open()
    const { text } = await client.call('/user-files')
    expect(text).toContain(`"full_url":"${new URL(mock.url).origin}/`)
  })

  it('OPTIONS, preflights and the control API answer', async () => {
    using client = open()
    expect((await client.call('/user-files', { ':method': 'OPTIONS' })).headers.allow).toContain('GET')
    const preflight = { ':method': 'OPTIONS', origin: 'https://app.example', 'access-control-request-method': 'GET' }
    expect((await client.call('/user-files', preflight)).headers['access-control-allow-origin']).toBe(
      'https://app.example',
    )
    expect(JSON.parse((await client.call('/__mock/health')).text)).toMatchObject({ status: 'ok' })
    const planned = JSON.stringify({ tenant: 'over_http2_streams', fault: { transport: 'h2-cancel' } })
    expect((await client.call('/__mock/faults', json, { body: planned })).status).toBe(201)
    expect((await client.call('/user-files')).end).toBe('CANCEL')
  })

  it('the journal streams, and whoever leaves ends the stream alone', async () => {
    using client = open()
    const leaving = new AbortController()
    const stream = client.session.request({ ':path': '/__mock/journal/stream' }, { signal: leaving.signal })
    stream.on('error', () => undefined)
    let text = ''
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    await until(() => text.includes(': journal'))
    await client.call('/user-files?limit=1')
    await until(() => text.includes('event: attempt'))
    leaving.abort()
    expect((await client.call('/user-files?limit=1')).status).toBe(200)
  })

  it('fields that stand more than once are one line, and space around a value is gone', async () => {
    using client = open()
    mock.faults.next('RATE_LIMIT_ERROR', { tenant: 'over_http2_streams', retryAfter: ['2', '3 '] })
    expect((await client.call('/user-files')).headers['retry-after']).toBe('2, 3')
  })
})

describe('uploads over HTTP/2', () => {
  const large = new Uint8Array(3_000_000)

  it('are refused before their end, and the refusal is read', async () => {
    using client = open()
    const { status, text, end } = await client.call('/folders', json, { body: large })
    expect([status, end]).toEqual([413, 'end'])
    expect(JSON.parse(text).error.code).toBe('HTTP_413')
    expect((await client.call('/user-files')).status).toBe(200)
  })

  it('that wait for a 100 get it when the body is wanted, and the refusal alone when it is not', async () => {
    using client = open()
    const waiting = { ...json, expect: '100-continue' }
    const body = JSON.stringify({ name: 'Waited' })
    const wanted = await client.call('/folders', waiting, { body })
    expect([wanted.interim, wanted.status]).toEqual([[100], 201])
    const refused = await client.call('/folders', { ...waiting, authorization: 'Bearer nobody' }, { body })
    expect([refused.interim, refused.status]).toEqual([[], 401])
    const unknown = await client.call('/folders', { ...json, expect: 'tea' }, { body })
    expect(unknown.status).toBe(417)
  })

  it('that are given up are no request with a short body', async () => {
    using client = open()
    const { pathname } = new URL(mock.url)
    const leaving = new AbortController()
    const stream = client.session.request(
      {
        ':method': 'POST',
        ':path': `${pathname}/folders`,
        authorization: 'Bearer aion_test_gone_from_http2',
        ...json,
      },
      { signal: leaving.signal },
    )
    stream.on('error', () => undefined)
    stream.write('{"name":')
    await until(() => mock.journal.attempts({ tenant: 'gone_from_http2' }).length > 0)
    leaving.abort()
    const attempt = mock.journal.attempts({ tenant: 'gone_from_http2' })[0]
    await until(() => attempt?.times.responseEndMs !== null)
    expect([attempt?.status, attempt?.times.responseHeadMs]).toEqual([null, null])
  })
})

describe('refused in the envelope is', () => {
  it('a host that is not the authority, and a head that is too long', async () => {
    using client = open()
    const { host } = new URL(mock.url)
    const doubled = await client.call('/user-files', { ':authority': host, host: 'elsewhere.example' })
    expect([doubled.status, doubled.text]).toEqual([400, expect.stringContaining('Host')])
    const long = await client.call('/user-files', { 'x-long': 'x'.repeat(40_000) })
    expect([long.status, long.text]).toEqual([431, expect.stringContaining('HTTP_431')])
  })

  it('CONNECT', async () => {
    using client = open()
    const stream = client.session.request({ ':method': 'CONNECT', ':authority': 'db.example:5432' })
    let text = ''
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    const [headers] = await once(stream, 'response')
    stream.end()
    await once(stream, 'end')
    expect([headers[':status'], text]).toEqual([
      405,
      expect.stringContaining('CONNECT db.example:5432 is not possible'),
    ])
  })
})
