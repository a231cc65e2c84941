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
