import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { systemTime } from '../../../mocks/core/time.ts'
import { benchKey } from '../bench-key.ts'
import { type RequestId, sampleRequest } from '../requests.ts'
import { type ScriptServer, startScript } from './server.ts'
import { ok, type Script } from './step.ts'

let server: ScriptServer

async function serve(script: Script, request: RequestId = 'listFiles'): Promise<ScriptServer> {
  const after = (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms / 100)
    return () => clearTimeout(timer)
  }
  server = await startScript({ script, request: sampleRequest(request), time: systemTime(), after })
  return server
}

/** What a connection brings until the other side ends it. */
const readAll = (socket: Socket) => text(socket)

describe('a script on its server', () => {
  afterEach(() => server.close())

  it('redirects to a second origin whose text begins like the first, and sees the key there', async () => {
    const { url, attempts } = await serve([{ status: 307, location: '/moved', elsewhere: 'alike' }, ok])
    const headers = { Authorization: `Basic ${btoa(`:${benchKey}`)}` }
    const redirect = await fetch(`${url}/user-files`, { redirect: 'manual', headers })
    const location = redirect.headers.get('location') ?? ''
    expect(location.startsWith(new URL(url).origin)).toBe(true)
    expect(new URL(location).origin).not.toBe(new URL(url).origin)
    await fetch(location, { headers })
    await fetch(`${location}?key=${benchKey}`)
    expect(attempts.map(({ isElsewhere, keyIn }) => [isElsewhere, keyIn])).toEqual([
      [false, ['authorization']],
      [true, ['authorization']],
      [true, ['the query']],
    ])
  })

  it('lets a body drip, one byte at a time, until the client has enough', async () => {
    const { url } = await serve([{ status: 200, body: 'drips' }])
    const response = await fetch(`${url}/user-files`)
    const reader = response.body?.getReader()
    for (let read = 0; read < 3; read += 1)
      expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^ +$/)
    await reader?.cancel()
  })

  it('sends an error of 8 MB that is still the envelope', async () => {
    const { url } = await serve([{ status: 503, body: 'huge' }])
    const response = await fetch(`${url}/user-files`)
    const body = await response.text()
    expect(body.length).toBeGreaterThan(8_000_000)
    expect(JSON.parse(body)).toHaveProperty('error.code')
  })

  it.each(['reads-on', 'ends'] as const)('answers before an upload ends (%s)', async (early) => {
    const { url, attempts } = await serve([{ status: 413, early }], 'createFolder')
    const { port, pathname } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    const answer = readAll(socket)
    socket.write(`POST ${pathname}/folders HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n`)
    socket.write('x'.repeat(100_000))
    if (early === 'reads-on') {
      setTimeout(() => socket.end('x'.repeat(100_000)), 100)
      await answer
      expect(attempts[0]?.body?.bytes).toBe(200_000)
    }
    expect(await answer).toMatch(/^HTTP\/1.1 413 /)
  })

  it.each([
    [false, 'end'],
    [true, 'ECONNRESET'],
  ] as const)('ends an idle connection when it closes (reset: %s)', async (reset, end) => {
    const { url, close } = await serve([ok])
    const { port, pathname } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    const isAnswered = new Promise((resolve) => socket.once('data', resolve))
    socket.write(`GET ${pathname}/user-files HTTP/1.1\r\nHost: x\r\n\r\n`)
    await isAnswered
    const ended = new Promise((resolve) => {
      socket.once('end', () => resolve('end'))
      socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
    })
    await close({ reset })
    expect(await ended).toBe(end)
  })

  it('takes its time over a slow answer', async () => {
    const { url } = await serve([{ ...ok, delayMs: 5_000 }])
    const startedMs = performance.now()
    expect((await fetch(`${url}/user-files`)).status).toBe(200)
    expect(performance.now() - startedMs).toBeGreaterThan(45)
  })

  it.each([
    ['whole', /event: complete/],
    ['fails', /event: error\ndata: .*VLM_PROVIDER_ERROR/],
  ] as const)('streams events that end %s', async (stream, end) => {
    const { url } = await serve([{ status: 200, stream }], 'streamMessage')
    const response = await fetch(url + sampleRequest('streamMessage').path, { method: 'POST', body: '{}' })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(await response.text()).toMatch(end)
  })

  it('cuts a stream of events off', async () => {
    const { url } = await serve([{ status: 200, stream: 'breaks-off' }], 'streamMessage')
    const response = await fetch(url + sampleRequest('streamMessage').path, { method: 'POST', body: '{}' })
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('has a clock of its own where the script says so', async () => {
    const { url } = await serve([{ status: 429, retryAfterDate: 4, clockAhead: 3_600 }])
    const askedAt = Date.now()
    const { headers } = await fetch(`${url}/user-files`)
    const date = Date.parse(headers.get('date') ?? '')
    // Whole seconds, and however long the answer took.
    expect(date - 3_600_000).toBeGreaterThan(askedAt - 1_000)
    expect(date - 3_600_000).toBeLessThanOrEqual(Date.now())
    expect(Date.parse(headers.get('retry-after') ?? '') - date).toBeLessThanOrEqual(5_000)
  })
})
