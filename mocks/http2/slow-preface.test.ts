import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, it, test, vi } from 'vitest'
import { handshakeMs } from '../adapters/limits.ts'
import { readCredentials } from '../tls/credentials.ts'
import { serveHttp2 } from './serve-connection.ts'

let server: Server
let ca: string | undefined
/** How long the next connection may take. */
let prefaceMs = 0
beforeAll(async () => {
  const { cert, key, ca: authority } = await readCredentials(true, '127.0.0.1')
  ca = authority
  server = createServer({ cert, key, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('error', () => undefined)
    serveHttp2(socket, () => undefined, prefaceMs)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => void server.close())
afterEach(() => void vi.useRealTimers())

async function open(ms: number): Promise<TLSSocket> {
  prefaceMs = ms
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const socket = connect({ port, host: '127.0.0.1', ALPNProtocols: ['h2'], ...(ca !== undefined && { ca }) })
  socket.on('error', () => undefined)
  await once(socket, 'data') // the server's own SETTINGS: from now on it waits
  return socket
}

const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])
const acknowledged = Buffer.from([0, 0, 0, 4, 1, 0, 0, 0, 0])

it.each([
  ['nothing', ''],
  ['half a preface', preface.slice(0, 11)],
  ['a preface without its SETTINGS', preface],
  ['a preface and half of its SETTINGS', Buffer.concat([Buffer.from(preface), settings.subarray(0, 5)])],
])('a client that chose HTTP/2 and sends %s is closed', async (_, sent) => {
  const socket = await open(30)
  socket.write(sent)
  await once(socket, 'close')
})

test('who has sent it whole may be silent for longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const whole = await open(handshakeMs)
  let isClosed = false
  whole.on('close', () => {
    isClosed = true
  })
  const isTaken = new Promise<void>((resolve) => {
    whole.on('data', (chunk: Buffer) => {
      if (chunk.includes(acknowledged)) resolve()
    })
  })
  whole.write(Buffer.concat([Buffer.from(preface), settings]))
  await isTaken
  const silent = await open(handshakeMs)
  vi.advanceTimersByTime(handshakeMs)
  await once(silent, 'close')
  expect(isClosed).toBe(false)
  whole.destroy()
})

test('nothing is left of the wait for a preface when the client has gone before it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const socket = await open(handshakeMs)
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  socket.destroy()
  await vi.waitUntil(() => vi.getTimerCount() === 0)
})
