import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { buildEnvelope } from '../../../contracts/envelope.ts'
import { judgeRun } from '../verify.ts'
import { type ProxyOptions, type RunningProxy, startProxy } from './proxy.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function proxyBefore(listener: RequestListener, intercept?: ProxyOptions['intercept']): Promise<RunningProxy> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo // a TCP server has one
  const proxy = await startProxy({
    baseUrl: `http://127.0.0.1:${port}/api/v2`,
    port: 0,
    host: '127.0.0.1',
    ...(intercept && { intercept }),
  })
  ends.push(() => proxy.close())
  return proxy
}

const json =
  (status: number, body: unknown): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

const verdictOf = (proxy: RunningProxy, rule: string) =>
  judgeRun(proxy.run()).verdicts.find((judged) => judged.rule === rule)?.verdict

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('bodies pass untouched in both directions, also long ones', async () => {
  const sent = randomBytes(3_000_000)
  const proxy = await proxyBefore((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' })
    request.pipe(response)
  })
  const answer = await fetch(`${proxy.url}/user-files/upload/stream`, { method: 'POST', body: sent })
  expect(sha(new Uint8Array(await answer.arrayBuffer()))).toBe(sha(sent))
})

test.each([
  // Both come on a connection that was kept, and is closed as the second request arrives.
  ['GET', ['GET', 'GET', 'GET']],
  // Nobody knows what has become of those that were sent (RFC 9110 §9.2.2): they get a connection of their own.
  ['POST', ['GET', 'POST']],
  ['PATCH', ['GET', 'PATCH']],
  ['DELETE', ['GET', 'DELETE']],
])('a connection that closes in the wrong moment costs a %s nothing', async (method, seen) => {
  const came: string[] = []
  const proxy = await proxyBefore((request, response) => {
    came.push(request.method ?? '')
    const { socket } = request
    if (used.has(socket)) return void socket.destroy()
    used.add(socket)
    json(200, {})(request, response)
  })
  const used = new WeakSet()
  for (const one of ['GET', method]) {
    const answer = await fetch(`${proxy.url}/api-keys`, { method: one })
    expect([one, answer.status, await answer.text()]).toEqual([one, 200, '{}'])
  }
  expect(came).toEqual(seen)
})

test('an answer is passed on while it still comes', async () => {
  let finish = () => {}
  const proxy = await proxyBefore((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('data: 1\n\n')
    finish = () => response.end()
  })
  const answer = await fetch(`${proxy.url}/chat/sessions`)
  const reader = answer.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: 1\n\n')
  finish()
})

test('status, header lines and the path below another base path arrive as they were sent', async () => {
  const seen: string[] = []
  const proxy = await proxyBefore((request, response) => {
    seen.push(request.url ?? '', String(request.headers['x-own']))
    response.writeHead(429, ['Retry-After', '1', 'X-RateLimit-Limit', '2', 'Content-Length', '0']).end()
  })
  const answer = await fetch(`${proxy.url}/user-files?limit=1`, { headers: { 'X-Own': 'kept' } })
  expect([answer.status, answer.headers.get('retry-after'), ...seen]).toEqual([
    429,
    '1',
    '/api/v2/user-files?limit=1',
    'kept',
  ])
})

test('what is meant for the proxy alone does not reach the target', async () => {
  const seen: unknown[] = []
  const proxy = await proxyBefore(({ headers }, response) => {
    seen.push([headers.host, headers.expect, headers['mock-fault'], headers['x-own']])
    json(200, {})({} as never, response as never) // it looks at the response alone
  })
  const { host } = new URL(proxy.run().baseUrl)
  const headers = { Expect: '100-continue', 'Mock-Fault': 'HTTP_500', 'X-Own': 'kept', 'Content-Length': '2' }
  const asked = request(`${proxy.url}/folders`, { method: 'POST', headers }).end('{}')
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect([answer.statusCode, seen]).toEqual([200, [[host, undefined, undefined, 'kept']]])
  answer.resume()
})

test('what passes by is judged by the same rules', async () => {
  const good = await proxyBefore(json(404, buildEnvelope('HTTP_404', 'some-id')))
  await (await fetch(`${good.url}/user-files/1`)).text()
  expect(verdictOf(good, 'error-is-envelope')).toBe('pass')
  const bad = await proxyBefore(json(404, { detail: 'Not found' }))
  await (await fetch(`${bad.url}/user-files/1`)).text()
  expect(verdictOf(bad, 'error-is-envelope')).toBe('fail')
})

test('a compressed error is read before it is judged', async () => {
  const proxy = await proxyBefore((_, response) =>
    response
      .writeHead(404, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
      .end(gzipSync(JSON.stringify(buildEnvelope('HTTP_404', 'some-id')))),
  )
  expect(await (await fetch(`${proxy.url}/user-files/1`)).json()).toMatchObject({ request_id: 'some-id' })
  expect(verdictOf(proxy, 'error-is-envelope')).toBe('pass')
})

test('a target that cuts the connection is a finding, and the client gets 502', async () => {
  const proxy = await proxyBefore((request) => request.destroy())
  expect((await fetch(`${proxy.url}/user-files`)).status).toBe(502)
  expect(verdictOf(proxy, 'every-request-is-answered')).toBe('fail')
})

test('an answer that is cut in its middle is a finding', async () => {
  const proxy = await proxyBefore((_, response) => {
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('{"files":', () => response.destroy())
  })
  const answer = await fetch(`${proxy.url}/user-files`)
  await expect(answer.text()).rejects.toThrow()
  await expect.poll(() => verdictOf(proxy, 'every-request-is-answered')).toBe('fail')
})

test('a client that goes away is no finding', async () => {
  const proxy = await proxyBefore(() => {})
  await expect(fetch(`${proxy.url}/user-files`, { signal: AbortSignal.timeout(50) })).rejects.toThrow()
  expect(proxy.run().exchanges).toEqual([])
})

test('an interception answers instead of the target and is not judged', async () => {
  let reached = 0
  const proxy = await proxyBefore(
    () => {
      reached += 1
    },
    () => ({ isForwarded: false, serve: async (response) => void response.writeHead(503).end() }),
  )
  expect((await fetch(`${proxy.url}/user-files`)).status).toBe(503)
  expect([reached, proxy.run().exchanges.length]).toEqual([0, 0])
})

test('an interception after the commit lets the target work and loses its answer', async () => {
  const proxy = await proxyBefore(json(201, { id: 1 }), () => ({
    isForwarded: true,
    serve: async (response) => void response.destroy(),
  }))
  await expect(fetch(`${proxy.url}/folders`, { method: 'POST', body: '{}' })).rejects.toThrow()
  expect(proxy.run().exchanges.map(({ answer }) => answer?.status)).toEqual([201])
})
