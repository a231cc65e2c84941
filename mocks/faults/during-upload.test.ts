import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'
import { createHandlers } from '../msw.ts'
import type { MockServer } from '../server/index.ts'
import { openWire } from '../testing/raw-client.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import { createFaultPlan } from './plan.ts'
import { transportKinds } from './transports.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

const key = 'Bearer aion_test_during_long_uploads'
const tenant = 'during_long_uploads'
const path = '/user-files/upload/stream'

/** An upload of a megabyte on a connection of its own, of which nothing is sent yet but its head. */
async function beginUpload({
  header,
  query = '',
  lines = '',
}: {
  header?: string
  query?: string
  lines?: string
} = {}) {
  const wire = await openWire(mock.port)
  const fault = header === undefined ? '' : `Mock-Fault: ${header}\r\n`
  wire.send(
    `POST /api/v2${path}${query} HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\n${fault}${lines}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n`,
  )
  return wire
}

const send = (bytes: number) => 'x'.repeat(bytes)

describe('a fault behind so many bytes of an upload comes before the rest', () => {
  test('as an error', async () => {
    const wire = await beginUpload({ header: 'RATE_LIMIT_ERROR;after-bytes=65536;retry-after=7' })
    wire.send(send(65_000))
    expect(await wire.ending(100)).toBe('open')
    expect(wire.text).toBe('')
    wire.send(send(600))
    expect(await wire.until(/"request_id":"[^"]+"\}$/)).toMatch(/^HTTP\/1.1 429 [\s\S]*Retry-After: 7\r\n/)
    wire.close()
  })

  test('as a redirect', async () => {
    const wire = await beginUpload({ header: '307;location="https://other.test/";after-bytes=10' })
    wire.send(send(10))
    expect(await wire.until(/\r\n\r\n/)).toMatch(/^HTTP\/1.1 307 [\s\S]*Location: https:\/\/other.test\/\r\n/)
    wire.close()
  })

  test.each([
    ['reset', 'rst'],
    ['close', 'fin'],
    ['garbage', 'fin'],
    ['stall-headers', 'open'],
  ])('as %s', async (kind, end) => {
    const wire = await beginUpload({ header: `${kind};after-bytes=64kB` })
    wire.send(send(63_000))
    expect(await wire.ending(100)).toBe('open')
    wire.send(send(2_000))
    expect(await wire.ending(end === 'open' ? 150 : 10_000)).toBe(end)
    expect(wire.text.startsWith('HTTP/')).toBe(false)
    wire.close()
  })

  test('and the journal says how many came', async () => {
    const wire = await beginUpload({ header: 'reset;after-bytes=1000' })
    wire.send(send(1_000))
    expect(await wire.ending()).toBe('rst')
    const body = mock.journal.attempts({ tenant }).at(-1)?.body
    expect(body).toMatchObject({ bytes: expect.any(Number), sha256: null })
    expect(body?.bytes).toBeGreaterThanOrEqual(1_000)
    wire.close()
  })

  test('before any of it, with none, also where the client waits for a 100', async () => {
    for (const lines of ['', 'Expect: 100-continue\r\n']) {
      const wire = await beginUpload({ header: 'HTTP_413;after-bytes=0', lines })
      expect(await wire.until(/"request_id"/)).toMatch(/^HTTP\/1.1 413 /)
      wire.close()
    }
  })

  test('behind a 100 that lets so much of it come', async () => {
    const wire = await beginUpload({ header: 'HTTP_413;after-bytes=100', lines: 'Expect: 100-continue\r\n' })
    expect(await wire.until(/\r\n\r\n/)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\n$/)
    wire.send(send(100))
    await wire.until(/HTTP\/1.1 413 /)
    wire.close()
  })

  test('as a large error, whole, while the client goes on sending', async () => {
    const wire = await beginUpload({ header: 'HTTP_500;after-bytes=1000;size=300kB' })
    wire.send(send(1_000))
    await wire.until(/\r\n\r\n/)
    wire.send(send(999_000))
    expect((await wire.until(/"request_id":"[^"]+"\}$/)).split('\r\n\r\n')[1]).toHaveLength(300_000)
    wire.send(`GET /api/v2/tenant/limits HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\n\r\n`)
    await wire.until(/HTTP\/1.1 200 OK/)
    wire.close()
  })
})

describe('asked for by', () => {
  const input = {
    tenant,
    match: { operation: 'streamUpload' },
    fault: { transport: 'reset', afterBytes: 1_000 },
  } as const
  const channels = {
    header: async () => beginUpload({ header: 'reset;after-bytes=1000' }),
    query: async () => beginUpload({ query: '?mock-fault=reset;after-bytes=1kB' }),
    'the control API': async () => {
      const headers = { 'Content-Type': 'application/json' }
      await fetch(`${mock.control}/faults`, { method: 'POST', headers, body: JSON.stringify(input) })
      return beginUpload()
    },
    'a scenario': async () => {
      const headers = { 'Content-Type': 'application/json' }
      await fetch(`${mock.control}/scenarios`, { method: 'POST', headers, body: JSON.stringify({ faults: [input] }) })
      return beginUpload()
    },
    code: async () => {
      mock.faults.on('streamUpload', 'reset', { tenant, afterBytes: 1_000 })
      return beginUpload()
    },
  }

  test.each(Object.keys(channels) as (keyof typeof channels)[])('%s', async (channel) => {
    const wire = await channels[channel]()
    wire.send(send(1_000))
    expect(await wire.ending()).toBe('rst')
    wire.close()
    mock.faults.assertAllServed(tenant)
  })
})

test('what is planned for uploads waits for a request with a body', async () => {
  const planned = mock.faults.next('HTTP_413', { tenant, afterBytes: 10 })
  const headers = { Authorization: key }
  expect((await fetch(`${mock.url}/user-files`, { headers })).status).toBe(200)
  expect(planned.served).toBe(0)
  expect((await fetch(`${mock.url}/folders`, { method: 'POST', headers, body: 'short' })).status).toBe(413)
  expect(planned.served).toBe(1)
})

test('a request without a body that asks for it is refused', async () => {
  const headers = { Authorization: key, 'Mock-Fault': 'reset;after-bytes=10' }
  const response = await fetch(`${mock.url}/user-files`, { headers })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Is for requests with a body')
})

test.each(transportKinds)('%s comes in the middle of an upload, or is refused with those that do', async (kind) => {
  const response = createFaultPlan().offer({ fault: { transport: kind, afterBytes: 5, delay: 1 } })
  if ('problem' in response)
    expect(response.problem.issue).toMatch(/^Must be one that can come in the middle of an upload: reset/)
})

/** A body whose first chunk is there and whose rest never comes. */
const endless = (bytes: number) =>
  new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(bytes)),
  })

describe('in process', () => {
  const inProcess = createFetch({ files: 1 })
  const handlers = createHandlers({ baseUrl: 'http://uploads.test/api/v2', files: 1 })
  const msw = setupServer(...handlers)
  beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }))
  afterAll(() => msw.close())
  const fetches = { createFetch: inProcess, msw: (...given: Parameters<typeof fetch>) => fetch(...given) }

  describe.each(Object.keys(fetches) as (keyof typeof fetches)[])('%s', (name) => {
    const upload = (fault: string, signal?: AbortSignal) =>
      fetches[name](`http://uploads.test/api/v2${path}`, {
        method: 'POST',
        headers: { Authorization: key, 'Mock-Fault': fault, 'Content-Type': 'multipart/form-data; boundary=b' },
        body: endless(70_000),
        duplex: 'half',
        ...(signal && { signal }),
      } as RequestInit) // duplex is in the Fetch Standard and not in the types

    test('an error comes while the body does', async () => {
      const response = await upload('RATE_LIMIT_ERROR;after-bytes=65536')
      expect([response.status, response.headers.get('mock-fault-served')]).toEqual([429, 'RATE_LIMIT_ERROR;by=header'])
    })

    test.each(['reset', 'close', 'garbage'])('%s is a network error', async (kind) => {
      await expect(upload(`${kind};after-bytes=65536`)).rejects.toThrow(TypeError)
    })

    test('a stall is no answer', async () => {
      const patience = AbortSignal.timeout(200)
      await expect(upload('stall-headers;after-bytes=65536', patience)).rejects.toMatchObject({ name: 'TimeoutError' })
    })
  })
})
