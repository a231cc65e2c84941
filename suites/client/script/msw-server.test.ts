import { setupServer } from 'msw/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemTime } from '../../../mocks/core/time.ts'
import { sampleRequest } from '../requests.ts'
import { startMswScript } from './msw-server.ts'
import { ok, type Script } from './step.ts'

const server = setupServer()
beforeEach(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.close())

const start = (baseUrl: string, script: Script) =>
  startMswScript(
    { server, baseUrl },
    { script, request: sampleRequest('createFolder'), time: systemTime(), after: () => () => {}, mostRequests: 20 },
  )

const headers = { Authorization: 'Bearer aion_test_behind_msw_00000', 'Content-Type': 'application/json' }
const post = (url: string) => fetch(url, { method: 'POST', headers, body: '{"name":"Bench 1"}' })

test.each(['https://api.aionvision.example/api/v2', 'https://api.aionvision.example'])(
  'a script is played below %s, and what came is seen',
  async (baseUrl) => {
    const script = await start(baseUrl, [{ status: 429, retryAfter: 7 }, ok])
    const { path } = sampleRequest('createFolder')
    const [limited, created] = [await post(baseUrl + path), await post(`${baseUrl}${path}?own=1`)]
    expect([limited.status, limited.headers.get('retry-after'), created.status]).toEqual([429, '7', 201])
    expect(await limited.json()).toMatchObject({ error: { code: 'RATE_LIMIT_ERROR' } })
    expect(script.url).toBe(baseUrl)
    expect(script.attempts.map(({ status, body }) => [status, body?.bytes])).toEqual([
      [429, 18],
      [201, 18],
    ])
    await fetch(`${baseUrl}/somewhere/else`, { headers })
    expect(script.asides.map(({ method, target }) => [method, target])).toEqual([['GET', '/somewhere/else']])
    expect(script.owesAnAnswer()).toBe(false)
    script.giveIn()
    expect((await post(baseUrl + path)).status).toBe(201)
    expect(script.attempts.length).toBe(2)
    await script.close()
    expect(server.listHandlers()).toEqual([])
  },
)

test('a connection that breaks is an error of the network', async () => {
  const baseUrl = 'https://api.aionvision.example/api/v2'
  await start(baseUrl, [{ transport: 'reset' }, ok])
  const { path } = sampleRequest('createFolder')
  await expect(post(baseUrl + path)).rejects.toThrow(TypeError)
  expect((await post(baseUrl + path)).status).toBe(201)
})

test('a client that leaves is no failure of the handler', async () => {
  const baseUrl = 'https://api.aionvision.example/api/v2'
  const script = await start(baseUrl, [{ status: 200, delayMs: 60_000 }])
  const end = new AbortController()
  const call = fetch(baseUrl + sampleRequest('createFolder').path, {
    method: 'POST',
    headers,
    body: '{}',
    signal: end.signal,
  })
  setTimeout(() => end.abort(new Error('left')), 20)
  await expect(call).rejects.toThrow('left')
  expect(script.attempts.length).toBe(1)
})
