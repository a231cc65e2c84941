import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { IncomingMessageLike } from '../core/message.ts'
import { bytesOf } from '../testing/bytes-of.ts'
import { plainMessage } from './node.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

interface Given {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly send?: (asked: ReturnType<typeof request>) => void
}

/** Sends a request; the plain message that it is, while it is still under way. */
async function received({ method = 'POST', headers = {}, send = (asked) => asked.end() }: Given) {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server has one
  const asked = request({ port, host: '127.0.0.1', path: '/api/v2/x?y=1', method, headers: { ...headers } })
  asked.on('error', () => {})
  send(asked)
  const [incoming, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse]
  ends.push(() => {
    asked.destroy()
    server.close().closeAllConnections()
  })
  const message = plainMessage(incoming, { connection: 7, connectedMs: 1, headMs: 2 }, response)
  return { message, asked, response, port }
}

const read = async ({ body }: IncomingMessageLike) => Buffer.from(await bytesOf(body?.chunks() ?? null)).toString()

test('a request is what its head says', async () => {
  const { message, port } = await received({ method: 'GET', headers: { 'X-A': 'b' } })
  expect(message).toMatchObject({
    method: 'GET',
    target: '/api/v2/x?y=1',
    origin: `http://127.0.0.1:${port}`,
    headers: { 'x-a': 'b' },
    body: null,
    connection: 7,
    connectedMs: 1,
    headMs: 2,
  })
  expect(message.rawHeaders.slice(0, 2)).toEqual(['X-A', 'b'])
})

test('a body has the length that was declared, if any was', async () => {
  const declared = await received({ headers: { 'Content-Length': '5' }, send: (asked) => asked.end('hello') })
  expect(declared.message.body).toMatchObject({ declaredBytes: 5, isHeldBack: false })
  expect(await read(declared.message)).toBe('hello')
  const chunked = await received({ headers: { 'Transfer-Encoding': 'chunked' }, send: (asked) => asked.end('hello') })
  expect(chunked.message.body?.declaredBytes).toBeUndefined()
  expect(await read(chunked.message)).toBe('hello')
})

test('a client that leaves in the middle of its body is told apart from its end', async () => {
  const { message, asked } = await received({
    headers: { 'Content-Length': '10' },
    send: (one) => void one.write('hello', () => one.destroy()),
  })
  await expect(read(message)).rejects.toMatchObject({
    name: 'BodyAborted',
    message: 'The client went away before the end of its body',
  })
  expect(asked.destroyed).toBe(true)
})

test('a client that leaves is gone, also when nobody asked before', async () => {
  const { message, asked, response } = await received({ headers: { 'Content-Length': '10' } })
  const early = message.gone?.()
  expect(early?.aborted).toBe(false)
  asked.destroy()
  await once(response, 'close')
  expect([early?.aborted, message.gone?.().aborted]).toEqual([true, true])
})
