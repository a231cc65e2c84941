import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHttpSender } from './send-http.ts'
import { keptBytes, mostBodyBytes, type Sender } from './sender.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function sender(port: number, timeoutMs = 60_000): Sender {
  const made = createHttpSender(`http://127.0.0.1:${port}`, { timeoutMs })
  cleanups.push(() => made.close())
  return made
}

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port // a TCP server has one
}

async function serveRaw(answer: string): Promise<number> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => server.close())
  return (server.address() as AddressInfo).port // as above
}

const never = new AbortController().signal
const get = { method: 'GET', path: '/', headers: [], body: null } as const

test('header lines stay as they came, duplicates too', async () => {
  const port = await serve((_, response) => {
    response.writeHead(429, ['Retry-After', '1', 'RETRY-AFTER', '2', 'Content-Length', '0'])
    response.end()
  })
  const answer = await sender(port).send(get, never)
  expect(answer.headers.filter(([name]) => /retry-after/i.test(name))).toEqual([
    ['Retry-After', '1'],
    ['RETRY-AFTER', '2'],
  ])
})

test('a request without a body says so, unless its method has none', async () => {
  const seen: unknown[] = []
  const port = await serve(({ method, headers }, response) => {
    seen.push([method, headers['content-length']])
    response.end()
  })
  for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) await sender(port).send({ ...get, method }, never)
  expect(seen).toEqual([
    ['GET', undefined],
    ['HEAD', undefined],
    ['POST', '0'],
    ['DELETE', '0'],
  ])
})

test('a redirect is an answer, not a way to go', async () => {
  const port = await serve((_, response) => response.writeHead(302, { Location: '/elsewhere' }).end())
  expect((await sender(port).send(get, never)).status).toBe(302)
})

test('a body after 204 is seen', async () => {
  const port = await serveRaw('HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n{"deleted":true}')
  expect((await sender(port).send({ ...get, method: 'DELETE' }, never)).hasBytesBeyondEnd).toBe(true)
})

test('a body after the answer to HEAD is seen', async () => {
  const port = await serveRaw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}')
  expect((await sender(port).send({ ...get, method: 'HEAD' }, never)).hasBytesBeyondEnd).toBe(true)
})

test('a proper 204 has nothing after its end', async () => {
  const port = await serve((_, response) => response.writeHead(204).end())
  expect((await sender(port).send({ ...get, method: 'DELETE' }, never)).hasBytesBeyondEnd).toBe(false)
})

test('a refused connection is said in one sentence and means unreachable', async () => {
  const port = await serve(() => {})
  for (const cleanup of cleanups.splice(0)) cleanup()
  await expect(sender(port).send(get, never)).rejects.toMatchObject({
    message: 'nothing listens there: the connection was refused',
    isUnreachable: true,
  })
})

test('TLS that cannot be had is said in one sentence and means unreachable', async () => {
  const port = await serve(() => {})
  const made = createHttpSender(`https://127.0.0.1:${port}`)
  cleanups.push(() => made.close())
  await expect(made.send(get, never)).rejects.toMatchObject({
    message: expect.stringMatching(/^TLS failed: /),
    isUnreachable: true,
  })
})

test('an answer that ends too early is a failure, not an answer', async () => {
  const port = await serveRaw('HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{"error"')
  await expect(sender(port).send(get, never)).rejects.toMatchObject({ name: 'SendFailure', isUnreachable: false })
})

test('what is not HTTP is named so', async () => {
  const port = await serveRaw('SSH-2.0-OpenSSH_9.6\r\n')
  await expect(sender(port).send(get, never)).rejects.toThrow('the answer is not valid HTTP')
})

test('a silent target is given up', async () => {
  const port = await serve(() => {})
  await expect(sender(port, 100).send(get, never)).rejects.toMatchObject({
    kind: 'silent',
    message: 'no answer within 0.1 s',
  })
})

test('plain HTTP to a port that speaks TLS is said so, though the port only hangs up', async () => {
  const server = createTlsServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => server.close())
  const { port } = server.address() as AddressInfo // as above
  await expect(sender(port).send(get, never)).rejects.toMatchObject({
    message: 'the target speaks TLS there: begin the base URL with https://',
    kind: 'tls',
  })
})

test('a body without end is not waited for', async () => {
  const chunk = Buffer.alloc(1_000_000, 'x')
  const port = await serve((_, response) => {
    const more = () => {
      while (response.write(chunk));
    }
    response.on('drain', more)
    response.on('error', () => {})
    more()
  })
  const answer = await sender(port, 20_000).send(get, never)
  expect(answer.bodyBytes).toBeGreaterThan(mostBodyBytes)
  expect(answer.body.length).toBe(keptBytes)
})

test('a request goes out as it is: header lines, duplicates and the bytes of its body', async () => {
  const seen: unknown[] = []
  const port = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const own = request.rawHeaders.filter((_, index, all) =>
      /^(x-own|content-length)$/i.test(all[index - (index % 2)] ?? ''),
    )
    seen.push(request.method, request.url, own, Buffer.concat(chunks).toString())
    response.end('done')
  })
  const headers = [['X-Own', '1']] as const
  const wire = { method: 'POST', path: '/folders?a=1', headers, body: new TextEncoder().encode('{"name":"ä"}') }
  const { status, body, bodyBytes } = await sender(port).send(wire, never)
  expect([status, Buffer.from(body).toString(), bodyBytes]).toEqual([200, 'done', 4])
  expect(seen).toEqual(['POST', '/folders?a=1', ['X-Own', '1', 'Content-Length', '13'], '{"name":"ä"}'])
})

/** Answers the first request on each connection, and closes it as the second one arrives. */
async function serveOnce() {
  const came: string[] = []
  const used = new WeakSet()
  const port = await serve((request, response) => {
    came.push(request.method ?? '')
    if (used.has(request.socket)) return void request.socket.destroy()
    used.add(request.socket)
    response.end('{}')
  })
  return { came, port }
}

test.each([
  // On the connection that was kept, and once more on one of its own.
  ['GET', ['GET', 'GET', 'GET']],
  ['DELETE', ['GET', 'DELETE', 'DELETE']],
  // What must not be sent twice has one of its own from the start.
  ['POST', ['GET', 'POST']],
  ['PATCH', ['GET', 'PATCH']],
])('a connection that closes in the wrong moment costs a %s nothing', async (method, expected) => {
  const { came, port } = await serveOnce()
  const one = sender(port)
  await one.send(get, never)
  expect((await one.send({ ...get, method }, never)).status).toBe(200)
  expect(came).toEqual(expected)
})

test('a connection that closes without any answer is a failure, not sent again', async () => {
  const came: string[] = []
  const port = await serve(({ method = '', socket }) => {
    came.push(method)
    socket.destroy()
  })
  await expect(sender(port).send(get, never)).rejects.toMatchObject({ kind: 'broken' })
  expect(came).toEqual(['GET'])
})

test('an answer that begins and does not end in time is told apart from none', async () => {
  const port = await serve((_, response) => void response.writeHead(200, { 'Content-Length': '9' }).write('{'))
  await expect(sender(port, 100).send(get, never)).rejects.toMatchObject({
    kind: 'silent',
    message: 'no whole answer within 0.1 s',
  })
})

test('who ends the run ends what is under way', async () => {
  const port = await serve(() => {})
  const end = new AbortController()
  setTimeout(() => end.abort(), 20)
  await expect(sender(port).send(get, end.signal)).rejects.toMatchObject({
    kind: 'aborted',
    message: 'the run was ended',
  })
})
