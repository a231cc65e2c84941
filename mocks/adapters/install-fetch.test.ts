import { createServer } from 'node:http'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type InstallOptions, installFetch } from './install-fetch.ts'

const hosts = ['api.aionvision.tech']
const api = 'https://api.aionvision.tech/api/v2'
const headers = { Authorization: 'Bearer aion_test_name_of_your_choice' }
const original = globalThis.fetch

/** A server of somebody else, which answers what it was asked. */
const elsewhere = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString()
  // A connection that is kept may be closed just when a busy client takes it again.
  response.setHeader('Connection', 'close')
  response.end(JSON.stringify({ method: request.method, url: request.url, body, headers: request.headers }))
})
let foreign = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  foreign = `http://127.0.0.1:${(elsewhere.address() as { port: number }).port}` // a TCP server has an address with a port
})
afterAll(() => elsewhere.close())
afterEach(() => {
  vi.unstubAllGlobals()
  expect(globalThis.fetch).toBe(original)
})

const install = (options: Partial<InstallOptions> = {}) => installFetch({ hosts, ...options })

test('the API answers in process and every other host itself, until the end of the block', async () => {
  {
    using mock = install()
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 2 })
    expect((await fetch(`${api}/user-files`, { headers })).status).toBe(429)
    const other = await fetch(`${foreign}/x`, { method: 'POST', body: 'as it is' })
    expect(await other.json()).toMatchObject({ method: 'POST', url: '/x', body: 'as it is' })
    expect(mock.journal.attempts()).toHaveLength(1)
  }
  expect(globalThis.fetch).toBe(original)
})

describe('a call may be', () => {
  test.each([
    ['a string', () => fetch(`${api}/user-files?limit=1`, { headers })],
    ['a URL', () => fetch(new URL(`${api}/user-files?limit=1`), { headers })],
    ['a Request', () => fetch(new Request(`${api}/user-files?limit=1`, { headers }))],
    ['a Request with headers of the call', () => fetch(new Request(`${api}/user-files?limit=1`), { headers })],
    ['anything that reads as a URL', () => fetch({ toString: () => `${api}/user-files` } as URL, { headers })],
    [
      'of another case and with its port',
      () => fetch('HTTPS://API.Aionvision.tech:443/api/v2/user-files', { headers }),
    ],
  ])('%s', async (_, call) => {
    using mock = install()
    expect((await call()).status).toBe(200)
    expect(mock.journal.attempts().map(({ operation }) => operation)).toEqual(['listFiles'])
  })

  test('a Request with a body', async () => {
    using mock = install()
    const json = { ...headers, 'Content-Type': 'application/json' }
    const request = new Request(`${api}/folders`, { method: 'POST', headers: json, body: '{"name":"New"}' })
    expect((await fetch(request)).status).toBe(201)
    expect(request.bodyUsed).toBe(true)
    expect(mock.journal.attempts()[0]).toMatchObject({ operation: 'createFolder', body: { bytes: 14 } })
    await expect(fetch(request)).rejects.toThrow(TypeError)
  })

  test('relative to the page, where there is one', async () => {
    using mock = install({ hosts: ['localhost:5173'] })
    await expect(fetch('/api/v2/user-files', { headers })).rejects.toThrow(/parse URL/)
    vi.stubGlobal('location', new URL('http://localhost:5173/photos/'))
    expect((await fetch('/api/v2/user-files', { headers })).status).toBe(200)
    expect((await fetch('../api/v2/user-files', { headers })).url).toBe('http://localhost:5173/api/v2/user-files')
    expect(mock.journal.attempts()).toHaveLength(2)
  })
})

describe('what fetch refuses is refused by the fetch below', () => {
  test.each(['/relative', 'http://', 'data:text/plain,hello', 'blob:https://api.aionvision.tech/1'])(
    '%s',
    async (url) => {
      const settled = async () =>
        fetch(url).then(
          (response) => response.text(),
          (error: Error) => error.name,
        )
      const without = await settled()
      using mock = install()
      expect(await settled()).toBe(without)
      expect(mock.journal.attempts()).toEqual([])
    },
  )
})

test('a path of its hosts that is none of the API never leaves the process', async () => {
  using _ = install()
  const response = await fetch('https://api.aionvision.tech/health?deep=1')
  expect([response.status, await response.json()]).toEqual([
    404,
    expect.objectContaining({ error: expect.objectContaining({ code: 'HTTP_404' }) }),
  ])
})

describe('a host', () => {
  test.each([
    ['localhost', 'http://localhost:9999', true],
    ['localhost:9999', 'http://localhost:9999', true],
    ['localhost:9999', 'http://localhost:9998', false],
    ['api.example:443', 'https://api.example', true],
    ['api.example:443', 'http://api.example', false],
    ['[::1]:80', 'http://[::1]', true],
    ['example', 'https://api.example', false],
    ['api.example', 'https://api.example.evil', false],
    ['bücher.example', 'https://xn--bcher-kva.example', true],
  ])('%s means %s: %s', async (host, origin, isMeant) => {
    vi.stubGlobal('fetch', async () => new Response('below'))
    using _ = install({ hosts: [host] })
    const text = await (await fetch(`${origin}/api/v2/user-files`, { headers })).text()
    expect(text !== 'below').toBe(isMeant)
  })

  test.each([
    [[]],
    ['api.example'],
    [['https://api.example']],
    [['api.example/api/v2']],
    [['']],
    [[undefined]],
    [['a b']],
  ])('%j is refused', (given) =>
    expect(() => install({ hosts: given as string[] })).toThrow(/^hosts must be names such as/),
  )

  test('that the base URL does not name is refused', () => {
    expect(() => install({ baseUrl: 'https://staging.example/api/v2' })).toThrow(/staging.example, which is not among/)
  })

  test('and an option that does not exist leaves fetch as it was', () => {
    expect(() => install({ acceptAnyKeys: true } as object)).toThrow(
      /no option "acceptAnyKeys". Did you mean acceptAnyKey/,
    )
  })
})

describe('two installs', () => {
  const status = async () => (await fetch(`${api}/user-files`, { headers })).status

  test.each([
    ['the newer first', [1, 0]],
    ['the older first', [0, 1]],
  ] as const)('nest, and go %s', async (_, order) => {
    const mocks = [install(), install()] as const
    for (const [place, mock] of mocks.entries())
      mock.faults.on('listFiles', place === 0 ? 'HTTP_500' : 'TIMEOUT', { times: 'always' })
    expect(await status()).toBe(503)
    mocks[order[0]].restore()
    expect(await status()).toBe(order[0] === 1 ? 500 : 503)
    mocks[order[0]].restore()
    mocks[order[1]].restore()
  })

  test('of different hosts stand beside each other', async () => {
    using one = install({ hosts: ['one.example'] })
    using other = install({ hosts: ['other.example'] })
    await fetch('https://one.example/api/v2/user-files', { headers })
    expect([one.journal.attempts().length, other.journal.attempts().length]).toEqual([1, 0])
  })
})

test("it goes from under a test's own stub, which stays", async () => {
  const mock = install()
  const stub: typeof fetch = async () => new Response('stub')
  vi.stubGlobal('fetch', stub)
  mock.restore()
  expect(globalThis.fetch).toBe(stub)
  vi.unstubAllGlobals()
  expect(await (await fetch(`${foreign}/x`)).json()).toMatchObject({ url: '/x' })
  install().restore() // takes the layer that the stub had kept with it
})

test('where there was no fetch, there is none afterwards', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
  Reflect.deleteProperty(globalThis, 'fetch')
  {
    using _ = install()
    expect((await fetch(`${api}/user-files`, { headers })).status).toBe(200)
    await expect((async () => fetch(foreign))()).rejects.toThrow(/no global fetch/)
  }
  expect('fetch' in globalThis).toBe(false)
  Object.defineProperty(globalThis, 'fetch', before ?? {})
})

describe('an abort', () => {
  const reason = new DOMException('enough', 'AbortError')

  test.each([
    ['of the call', (signal: AbortSignal) => fetch(`${api}/user-files`, { headers, signal })],
    ['of the Request', (signal: AbortSignal) => fetch(new Request(`${api}/user-files`, { headers, signal }))],
  ])('%s ends it before and during the answer', async (_, call) => {
    using mock = install()
    await expect(call(AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(mock.journal.attempts()).toEqual([])
    mock.faults.add({ fault: { transport: 'stall-headers' } })
    const caller = new AbortController()
    const stalled = call(caller.signal)
    caller.abort(reason)
    await expect(stalled).rejects.toThrow(reason)
  })

  test('reaches the fetch below', async () => {
    using _ = install()
    await expect(fetch(foreign, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe('with MSW beside it', () => {
  const handlers = [http.get('https://msw.example/x', () => HttpResponse.text('msw'))]
  const ask = async () => [
    (await fetch(`${api}/user-files`, { headers })).status,
    await (await fetch('https://msw.example/x')).text(),
  ]

  test.each(['first', 'last'] as const)('installed %s, each answers for its own', async (when) => {
    const server = setupServer(...handlers)
    const listen = () => server.listen({ onUnhandledFrame: 'error' })
    if (when === 'last') listen()
    const mock = install()
    // MSW sees every call before it comes to what it found in fetch's place.
    if (when === 'first') server.listen({ onUnhandledFrame: 'bypass' })
    expect(await ask()).toEqual([200, 'msw'])
    if (when === 'last') mock.restore()
    server.close()
    if (when === 'first') mock.restore()
  })

  test.each(['first', 'last'] as const)('installed %s, it may go in the other order, too', (when) => {
    const server = setupServer(...handlers)
    if (when === 'last') server.listen()
    const mock = install()
    if (when === 'first') server.listen()
    if (when === 'first') mock.restore()
    server.close()
    mock.restore()
    install().restore()
  })
})

test('a redirect of the mock is followed in process', async () => {
  using mock = install()
  const { files } = (await (await fetch(`${api}/user-files?media_types=image`, { headers })).json()) as {
    files: { id: string }[]
  }
  const response = await fetch(`${api}/user-files/${files[0]?.id}/download`, { headers })
  expect([response.status, response.redirected]).toEqual([200, true])
  expect(mock.journal.attempts()).toHaveLength(3)
})

test('what stands in the place of fetch can be replaced, as fetch can', () => {
  using _ = installFetch({ hosts: ['api.example'] })
  expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toMatchObject({
    configurable: true,
    enumerable: true,
    writable: true,
  })
})
