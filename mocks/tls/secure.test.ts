import { execFile } from 'node:child_process'
import { request } from 'node:https'
import { connect as connectPlain } from 'node:net'
import { type ConnectionOptions, connect } from 'node:tls'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MockServer } from '../server/index.ts'
import { openHttp2 } from '../testing/http2-client.ts'
import { openWire } from '../testing/raw-client.ts'
import { startTestMock } from '../testing/start-test-mock.ts'

/** Waits for something that is sure to come, on however busy a machine. */
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000 })

const notices: string[] = []
let mock: MockServer
beforeAll(async () => {
  mock = await startTestMock({ https: true, onNotice: (text) => notices.push(text) })
})
afterAll(() => mock.close())

const ca = () => mock.ca ?? ''
const headers = { Authorization: 'Bearer aion_test_over_tls_and_http1' }

/** A call over HTTP/1.1 and TLS. */
function call(path: string, more: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(mock.url + path, { ca: ca(), headers: { ...headers, ...more }, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** What was agreed on by a client that offers these protocols. */
function agreeOn(options: ConnectionOptions): Promise<string | false | null> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: mock.port, host: '127.0.0.1', ca: ca(), ...options }, () => {
      socket.destroy()
      resolve(socket.alpnProtocol)
    })
    socket.on('error', reject)
  })
}

describe('one port speaks', () => {
  it('HTTP/2 with who prefers it, and HTTP/1.1 with who does not know it or says nothing', async () => {
    expect(await agreeOn({ ALPNProtocols: ['h2', 'http/1.1'] })).toBe('h2')
    expect(await agreeOn({ ALPNProtocols: ['http/1.1'] })).toBe('http/1.1')
    expect(await agreeOn({})).toBe(false)
    await expect(agreeOn({ ALPNProtocols: ['spdy/3'] })).rejects.toThrow(/no application protocol/i)
  })

  it('HTTP/1.1 as without TLS, the control API and links included', async () => {
    const { status, text } = await call('/user-files')
    expect([status, text]).toEqual([200, expect.stringContaining(`"full_url":"${new URL(mock.url).origin}/`)])
    expect(mock.control).toBe(`https://127.0.0.1:${mock.port}/__mock`)
    await expect(call('/user-files', { 'Mock-Fault': 'reset' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect(call('/user-files', { 'Mock-Fault': 'close' })).rejects.toMatchObject({ message: 'socket hang up' })
    await expect(call('/user-files', { 'Mock-Fault': 'close-mid-body' })).rejects.toThrow('aborted')
    expect(await call('/user-files', { 'Mock-Fault': 'h2-cancel' })).toMatchObject({ status: 422 })
  })

  it('a sentence to who comes without TLS, and closes the connection', async () => {
    const wire = await openWire(mock.port)
    wire.send('POST /api/v2/folders HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello')
    expect(await wire.ending()).toBe('fin')
    expect(wire.text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    const message = 'This port speaks HTTPS; the request came without TLS. Call it as https://'
    expect(JSON.parse(wire.text.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      error: { code: 'VALIDATION_ERROR', message, details: { field: 'scheme', issue: message } },
    })
  })
})

it('says once what to do when a client does not trust the certificate', async ({ skip }) => {
  // OpenSSL says why it ends a handshake; Node's own client only hangs up.
  const distrusting = () => promisify(execFile)('curl', ['-s', `${mock.url}/user-files`])
  const refusal = await distrusting().catch((error: { code: unknown }) => error.code)
  if (refusal === 'ENOENT') skip('curl is not installed')
  expect(refusal).toBe(60)
  await until(() => notices.length > 0)
  await distrusting().catch(() => undefined)
  expect(notices).toEqual([expect.stringContaining('NODE_EXTRA_CA_CERTS')])
})

it('ends every connection when it is closed, whatever is spoken on it', async () => {
  const closing = await startTestMock({ https: true })
  const silent = connectPlain(closing.port, '127.0.0.1')
  const half = connect({ port: closing.port, host: '127.0.0.1', ca: closing.ca ?? '' })
  const client = openHttp2(closing)
  const stalled = client.call('/user-files', { 'mock-fault': 'stall-headers' })
  await until(() => closing.journal.attempts().length > 0)
  const ended = Promise.all(
    [silent, half].map((socket) => new Promise((resolve) => socket.on('error', resolve).on('close', resolve))),
  )
  await closing.close()
  expect((await stalled).end).toBe('cut')
  await ended
})
