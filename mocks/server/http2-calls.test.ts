import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createConnections } from '../adapters/connections.ts'
import type { Core } from '../core/core.ts'
import type { IncomingMessageLike } from '../core/message.ts'
import type { Http2Call } from '../http2/call.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createCallListener } from './http2-calls.ts'

/** A server that says who was asked, and what is written to a call. */
function create() {
  const seen: { status?: unknown; body?: string; asked?: IncomingMessageLike | string }[] = []
  const time = createManualTime()
  const connections = createConnections(time)
  const beside = {
    takes: (target: string) => target.startsWith('/__mock'),
    answer: async (message: IncomingMessageLike) => {
      seen.push({ asked: `beside ${message.target}` })
      return { status: 299, headers: [], body: 'beside' }
    },
  }
  const core = {
    handle: (message: IncomingMessageLike) => {
      seen.push({ asked: message })
      return { outcome: { status: 200, headers: [], body: 'core' }, attempt: null }
    },
    journal: {},
  }
  const listener = createCallListener({ core: core as unknown as Core, beside, time }, connections) // as much of one as is asked

  async function call(
    headers: Record<string, string>,
    { rawHeaders = Object.entries(headers).flat(), closed = false } = {},
  ) {
    const written: { status?: unknown; body?: string } = {}
    const stream = Object.assign(new EventEmitter(), {
      ...{ closed, destroyed: false, endAfterHeaders: true, readableEnded: true, writableEnded: true },
      respond: (fields: Record<string, unknown>) => {
        written.status = fields[':status']
      },
      end: (body: string) => {
        written.body = String(body)
      },
    })
    const socket = {}
    connections.open(socket)
    listener(
      { stream, connection: { socket }, isHead: false, isHeldBack: false } as unknown as Http2Call,
      headers,
      rawHeaders,
    ) // as above
    await new Promise((resolve) => setImmediate(resolve))
    return written
  }
  return { seen, call }
}

const whole = { ':method': 'GET', ':path': '/api/v2/x?y', ':authority': 'a.example', ':scheme': 'https' }
const codeOf = ({ status, body = '{}' }: { status?: unknown; body?: string }) => [
  status,
  JSON.parse(body).error?.message,
]

describe('a call over HTTP/2', () => {
  test('is a message of HTTP/1.1 to the core', async () => {
    const { seen, call } = create()
    const lines = [...Object.entries(whole).flat(), 'host', 'a.example', 'x-a', 'b']
    expect(await call({ ...whole, host: 'A.example', 'x-a': 'b' }, { rawHeaders: lines })).toEqual({
      status: 200,
      body: 'core',
    })
    expect(seen[0]?.asked).toEqual({
      ...{ method: 'GET', target: '/api/v2/x?y', origin: 'https://a.example', body: null },
      headers: { host: 'a.example', 'x-a': 'b' },
      rawHeaders: ['host', 'a.example', 'x-a', 'b'],
      ...{ connection: 1, connectedMs: 0, headMs: 0, isHttp2: true, gone: expect.any(Function) },
    })
  })

  test('may name its host otherwise, and be in absolute form', async () => {
    const { seen, call } = create()
    const { ':authority': _, ...others } = whole
    await call({ ...others, ':path': 'https://a.example/z', host: 'b.example' })
    expect(seen[0]?.asked).toMatchObject({
      target: '/z',
      origin: 'https://b.example',
      rawHeaders: ['host', 'b.example'],
    })
  })

  test('goes to what lies beside the API, and to nobody who has gone', async () => {
    const { seen, call } = create()
    expect(await call({ ...whole, ':path': '/__mock/health' })).toEqual({ status: 299, body: 'beside' })
    expect(seen).toEqual([{ asked: 'beside /__mock/health' }])
    expect(await call({ ...whole, ':path': '/__mock/health' }, { closed: true })).toEqual({})
  })
})

describe('at the door is refused', () => {
  test.each([
    [{ ...whole, ':method': 'CONNECT' }, 405, 'CONNECT a.example is not possible: the mock is no proxy'],
    [{ ':method': 'GET', ':path': '/' }, 400, ':authority: Is required'],
    [{ ...whole, host: 'b.example' }, 400, 'Host: Is not what :authority says'],
    [{ ...whole, expect: 'tea' }, 417, 'Expect: Is not known; only 100-continue is'],
  ])('%j with %d', async (headers, status, message) => {
    const { seen, call } = create()
    expect(codeOf(await call(headers))).toEqual([status, message])
    expect(seen).toEqual([])
  })

  test('not an expectation in capitals', async () => {
    expect((await create().call({ ...whole, expect: '100-Continue' })).status).toBe(200)
  })

  test('a head beyond 32 kB, of which each line takes 32 bytes more', async () => {
    const { call } = create()
    const lines = (length: number) => ['a'.repeat(1_000), 'b'.repeat(length - 1_000 - 64), 'c', '']
    const send = (length: number) => call(whole, { rawHeaders: lines(length - 1) })
    expect((await send(32_768)).status).toBe(200)
    expect((await send(32_769)).status).toBe(431)
  })
})
