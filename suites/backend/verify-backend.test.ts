import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { backendKeys, createConformingBackend } from '../../fixtures/backends/conforming.ts'
import { serveBackend } from '../../fixtures/backends/serve.ts'
import type { Exchange } from './exchange.ts'
import { type VerifyOptions, verifyBackend } from './verify.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function conforming(): Promise<string> {
  const backend = await serveBackend(createConformingBackend())
  ends.push(() => backend[Symbol.asyncDispose]())
  return backend.baseUrl
}

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close().closeAllConnections())
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } // a TCP server has one
}

const apiKey = backendKeys.main
const only = ['request-id-is-present']

describe('a backend is verified', () => {
  test('with the keys that are given, and every exchange is told as it happens', async () => {
    const told: Exchange[] = []
    const found = await verifyBackend({
      baseUrl: await conforming(),
      apiKey,
      keys: { expired: backendKeys.expired },
      only: [...only, 'spent-key-is-named'],
      onExchange: (exchange) => void told.push(exchange),
    })
    expect(found.verdicts.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ['request-id-is-present', 'pass'],
      ['spent-key-is-named', 'pass'],
    ])
    expect([found.isGood, found.run.ending, found.run.allowed]).toEqual([true, 'completed', []])
    expect(told.map(({ id }) => id).sort()).toEqual(found.run.exchanges.map(({ id }) => id).sort())
    expect(new Set(told.map(({ credential }) => credential))).toEqual(
      new Set(['main', 'expired', 'none', 'malformed', 'unknown']),
    )
    expect(found.coverage.codes.find(({ name }) => name === 'EXPIRED_API_KEY')).toMatchObject({ isObserved: true })
  })

  test('only with what is allowed', async () => {
    const { run } = await verifyBackend({ baseUrl: await conforming(), apiKey, only, allow: ['writes'] })
    expect(run.allowed).toEqual(['writes'])
    expect(run.exchanges.some(({ answer }) => answer?.status === 201)).toBe(true)
    expect(run.leftovers).toEqual([])
  })

  test('with so many requests at the most', async () => {
    const { run, isGood } = await verifyBackend({ baseUrl: await conforming(), apiKey, only, maxRequests: 3 })
    expect([run.exchanges.length, run.ending, isGood]).toEqual([3, 'max-requests', false])
  })

  test('until its signal says that it is over', async () => {
    const end = new AbortController()
    const { run, isGood } = await verifyBackend({
      baseUrl: await conforming(),
      apiKey,
      only,
      signal: end.signal,
      onExchange: () => end.abort(),
      concurrency: 1,
    })
    expect([run.exchanges.length, run.ending, isGood]).toEqual([1, 'interrupted', false])
  })

  test('until its deadline; what was seen by then is judged', async () => {
    const { handle, seen } = slow()
    const { origin } = await serve(handle)
    const { run, verdicts } = await verifyBackend({ baseUrl: `${origin}/api/v2`, apiKey, only, deadlineMs: 300 })
    expect(seen()).toBeGreaterThan(0)
    expect([run.ending, verdicts[0]?.verdict]).toEqual(['deadline', 'fail'])
  })

  test('as a page of this origin asks it', async () => {
    const origins = new Set<unknown>()
    const { origin } = await serve(({ headers }, response) => {
      origins.add(headers.origin)
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"files":[]}')
    })
    const options = { baseUrl: `${origin}/api/v2`, apiKey, only }
    await verifyBackend({ ...options, origin: 'https://own.example' })
    expect([...origins].sort()).toEqual(['https://own.example', undefined])
    origins.clear()
    await verifyBackend(options)
    expect([...origins].sort()).toEqual(['https://page.example', undefined])
  })

  test('without a connection left behind', async () => {
    const { server, origin } = await serve((_, response) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"files":[]}'),
    )
    await verifyBackend({ baseUrl: `${origin}/api/v2`, apiKey, only })
    const open = () => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))
    await expect.poll(open).toBe(0)
  })
})

/** Answers the first request at once and the others late, all without an id. */
function slow() {
  let count = 0
  const handle: RequestListener = (_, response) => {
    count += 1
    const answer = () => response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":{}}')
    if (count === 1) response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"files":[]}')
    else setTimeout(answer, 50)
  }
  return { handle, seen: () => count }
}

describe('an app that does not listen is asked', () => {
  const paths: string[] = []
  const app: RequestListener = ({ url = '' }, response) => {
    paths.push(url)
    response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}')
  }
  const refused = (options: Partial<VerifyOptions>) =>
    expect(verifyBackend({ apiKey, only, app, concurrency: 1, ...options } as VerifyOptions)).rejects.toThrow(
      'the key was refused from the start',
    )

  test('below /api/v2, or where it says', async () => {
    await refused({})
    expect(paths.splice(0)).toEqual([expect.stringMatching(/^\/api\/v2\/\w/)])
    await refused({ basePath: '/own' })
    expect(paths.splice(0)).toEqual([expect.stringMatching(/^\/own\/\w/)])
  })
})

describe('what cannot be verified is refused', () => {
  test('a key that no header can carry', async () => {
    await expect(verifyBackend({ baseUrl: 'http://127.0.0.1:9/api/v2', apiKey: 'aion_ä\n' })).rejects.toThrow(TypeError)
  })

  test('a further key that no header can carry', async () => {
    const keys = { expired: 'aion_\u0000' }
    await expect(verifyBackend({ baseUrl: 'http://127.0.0.1:9/api/v2', apiKey, keys })).rejects.toThrow(TypeError)
  })

  test('a base URL that is none', async () => {
    await expect(verifyBackend({ baseUrl: 'staging', apiKey })).rejects.toThrow('The base URL must look like')
  })

  test('a base URL beside the right one, which is asked for without the key and named', async () => {
    const keys: unknown[] = []
    const { origin } = await serve(({ url = '', headers, method }, response) => {
      if (url.startsWith('/api/v2/')) keys.push([method, headers.authorization])
      const status = url.startsWith('/api/v2/') ? 401 : 404
      response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}')
    })
    await expect(verifyBackend({ baseUrl: origin, apiKey, only })).rejects.toThrow(
      `${origin}/api/v2 does, so give that as the base URL`,
    )
    expect(keys).toEqual([['GET', undefined]])
  })

  test('one where nothing answers anywhere else, either', async () => {
    const { origin } = await serve(({ url = '' }, response) =>
      url.startsWith('/else/')
        ? response.writeHead(404, { 'Content-Type': 'application/json' }).end('{}')
        : response.destroy(),
    )
    await expect(verifyBackend({ baseUrl: `${origin}/else`, apiKey, only })).rejects.toThrow(
      'is the base URL the one that ends with /api/v2?',
    )
  })
})
