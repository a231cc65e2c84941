import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createSupertestSender } from './send-supertest.ts'
import { keptBytes } from './sender.ts'

async function ask(app: RequestListener, method = 'GET') {
  const sender = await createSupertestSender(app)
  return sender.send({ method, path: '/folders', headers: [], body: null }, new AbortController().signal)
}

test.each([
  ['coded', gzipSync('{"a":1}')],
  ['not coded, against its word', Buffer.from('{"a":1}')],
])('a body that is %s is handed over as it came', async (_, bytes) => {
  const { status, body, bodyBytes } = await ask((_, response) =>
    response.writeHead(404, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(bytes),
  )
  expect([status, Buffer.from(body), bodyBytes]).toEqual([404, bytes, bytes.length])
})

test.each(['HEAD', 'DELETE'])('an answer without a body has none: %s', async (method) => {
  const { status, body, bodyBytes } = await ask((_, response) => response.writeHead(204).end(), method)
  expect([status, body.length, bodyBytes]).toEqual([204, 0, 0])
})

test('a long body is kept to its bound and counted to its end', async () => {
  const { body, bodyBytes } = await ask((_, response) => response.end(Buffer.alloc(keptBytes + 7, 'x')))
  expect([body.length, bodyBytes]).toEqual([keptBytes, keptBytes + 7])
})

test('a request goes out as it is, below the base path', async () => {
  const seen: unknown[] = []
  const app: RequestListener = async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    seen.push(request.method, request.url, request.headers['x-own'], request.headers['accept-encoding'])
    seen.push(Buffer.concat(chunks).toString())
    response.end('{}')
  }
  const sender = await createSupertestSender(app, { basePath: '/own' })
  const body = new TextEncoder().encode('{"name":"ä"}')
  const headers = [
    ['Content-Type', 'application/json'],
    ['X-Own', '1'],
  ] as const
  await sender.send({ method: 'POST', path: '/folders', headers, body }, new AbortController().signal)
  expect(seen).toEqual(['POST', '/own/folders', '1', undefined, '{"name":"ä"}'])
  expect(sender.baseUrl).toBe('http://app.invalid/own')
})

test('a redirect is an answer, not a way to go', async () => {
  const { status } = await ask((_, response) => response.writeHead(302, { Location: '/elsewhere' }).end())
  expect(status).toBe(302)
})

test('an app that gives no answer is a failure, and one that is ended is told apart', async () => {
  await expect(ask(({ socket }) => socket.destroy())).rejects.toMatchObject({ name: 'SendFailure', kind: 'broken' })
  const end = new AbortController()
  const sender = await createSupertestSender(() => void setTimeout(() => end.abort(), 20))
  const sent = sender.send({ method: 'GET', path: '/', headers: [], body: null }, end.signal)
  await expect(sent).rejects.toMatchObject({ kind: 'aborted', message: 'the run was ended' })
})
