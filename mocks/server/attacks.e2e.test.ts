import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heldBytes } from '../testing/held-bytes.ts'
import { openWire } from '../testing/raw-client.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import { withstandAttacks } from '../testing/withstand-attacks.ts'
import type { MockServer } from './index.ts'

let plain: MockServer
let secure: MockServer
beforeAll(async () => {
  plain = await startTestMock()
  secure = await startTestMock({ https: true })
})
afterAll(async () => {
  await plain.close()
  await secure.close()
})

const api = { path: '/api/v2/tenant/limits', lines: 'Authorization: Bearer aion_test_under_old_attacks\r\n' }

describe('the API', () => withstandAttacks(() => ({ port: plain.port, ...api })))
describe('the control API', () => withstandAttacks(() => ({ port: plain.port, path: '/__mock/health' })))
describe('the API over TLS', () => withstandAttacks(() => ({ port: secure.port, ca: secure.ca, ...api })))

it('readers of the journal that never read hold up nobody', async () => {
  const readers = await Promise.all(Array.from({ length: 20 }, () => openWire(plain.port)))
  for (const reader of readers) {
    reader.pause()
    reader.send('GET /__mock/journal/stream?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n')
  }
  const beforeBytes = heldBytes()
  const wire = await openWire(plain.port)
  const request = `GET ${api.path} HTTP/1.1\r\nHost: x\r\n${api.lines}`
  for (let sent = 0; sent < 1_000; sent += 1) wire.send(`${request}\r\n`)
  wire.send(`${request}Connection: close\r\n\r\n`)
  expect(await wire.ending()).toBe('fin')
  expect(wire.text.match(/HTTP\/1\.1 200/g)?.length).toBe(1_001)
  await expect.poll(() => heldBytes() - beforeBytes, { timeout: 30_000 }).toBeLessThan(16_000_000)
  for (const one of [wire, ...readers]) one.close()
})

describe('the port of TLS', () => {
  it.each([
    ['a request without TLS', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['half a greeting, then nothing sensible', '\x16\x03\x01\x00\x05hello'],
    ['a record that is longer than records are', `\x16\x03\x01\xff\xff${'a'.repeat(70_000)}`],
  ])('ends %s', async (_, bytes) => {
    const wire = await openWire(secure.port)
    wire.send(bytes)
    expect(await wire.ending()).not.toBe('open')
    wire.close()
  })

  it('serves others while greetings are slow', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => openWire(secure.port)))
    for (const wire of slow) wire.send('\x16\x03\x01')
    const wire = await openWire(secure.port, secure.ca)
    wire.send(`GET ${api.path} HTTP/1.1\r\nHost: x\r\n${api.lines}Connection: close\r\n\r\n`)
    await wire.ending()
    expect(wire.text).toMatch(/^HTTP\/1\.1 200/)
    for (const one of [wire, ...slow]) one.close()
  })
})

it.each([
  ['a name that leads to this machine', 'Host: evil.example'],
  ['a page of another origin', 'Host: localhost\r\nOrigin: https://evil.example'],
  ['a picture on a page of another site', 'Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: image'],
])('%s may not steer', async (_, lines) => {
  for (const [method, path] of [
    ['GET', '/__mock/journal'],
    ['POST', '/__mock/reset'],
    ['GET', '/__mock/journal/stream'],
  ]) {
    const wire = await openWire(plain.port)
    wire.send(`${method} ${path} HTTP/1.1\r\n${lines}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
    await wire.ending()
    wire.close()
    expect(wire.text).toMatch(/^HTTP\/1\.1 403 [\s\S]*"AUTHZ_ERROR"/)
  }
})

it.each([
  ['is broken', '5\r\nhello\r\nZZ\r\n'],
  ['is well', '0\r\n\r\nGARBAGE\r\n\r\n'],
])('an answer that takes its time stays the first when what follows it %s', async (_, rest) => {
  const wire = await openWire(plain.port)
  const slow = `GET ${api.path} HTTP/1.1\r\nHost: x\r\n${api.lines}Mock-Fault: HTTP_402;delay=50\r\n\r\n`
  const chunked = `POST /api/v2/folders HTTP/1.1\r\nHost: x\r\n${api.lines}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
  wire.send(slow + chunked + rest)
  expect(await wire.ending()).not.toBe('open')
  wire.close()
  expect(wire.text.match(/HTTP\/1\.1 \d+/g)?.[0]).toBe('HTTP/1.1 402')
  expect(wire.text.match(/HTTP\/1\.1 [45]\d\d/g)?.length).toBeLessThan(4)
})
