import { once } from 'node:events'
import { get } from 'node:https'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { nobodySpeaksHttp2 } from '../faults/needs-http2.ts'
import { type Ending, type TransportKind, transportKinds, transportRow } from '../faults/transports.ts'
import type { MockServer } from '../server/index.ts'
import { openHttp2 } from '../testing/http2-client.ts'
import { json } from '../testing/serve-for-tests.ts'
import { startTestMock } from '../testing/start-test-mock.ts'

/** Waits for something that is sure to come, on however busy a machine. */
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000 })

let mock: MockServer
beforeAll(async () => {
  mock = await startTestMock({ https: true })
})
afterAll(() => mock.close())

/** How a client of HTTP/2 sees the end of a call whose connection is left like this. */
const usualEnd = { reset: 'cut', closed: 'cut', silent: 'silent', kept: 'end' } as const satisfies Record<
  Ending,
  string
>

/** Faults whose end is one of the stream, not of the connection. */
const ownEnd: Partial<Record<TransportKind, string>> = {
  // Fewer bytes than content-length says make an answer malformed (RFC 9113 §8.1.1).
  'short-body': 'PROTOCOL_ERROR',
  'h2-refused-stream': 'REFUSED_STREAM',
  'h2-internal-error': 'INTERNAL_ERROR',
  'h2-cancel': 'CANCEL',
  // Node's client calls a stream so that GOAWAY leaves out.
  'h2-goaway': 'REFUSED_STREAM',
  'h2-goaway-processed': 'end',
}

function faultOf(kind: TransportKind): string {
  const { needs, hasRate } = transportRow(kind)
  return `${kind}${needs?.includes('delay') ? ';delay=5' : ''}${hasRate ? ';rate=1MB' : ''}`
}

const endOf = (kind: TransportKind) => ownEnd[kind] ?? usualEnd[transportRow(kind).ending]

describe.concurrent('over HTTP/2', () => {
  it.each(transportKinds)('%s does what its row says', async (kind) => {
    const client = openHttp2(mock)
    const as = { authorization: `Bearer aion_test_over_http2_${kind.replaceAll('-', '_')}` }
    const whole = await client.call('/user-files', as)
    const { sendsHead, form, ending } = transportRow(kind)
    const silentMs = ending === 'silent' ? 1_500 : 60_000
    const seen = await client.call('/user-files', { ...as, 'mock-fault': faultOf(kind) }, { silentMs })
    const isHalf = form.startsWith('half-body')
    expect({ status: seen.status, end: seen.end, bytes: seen.text.length }).toEqual({
      status: sendsHead ? 200 : undefined,
      end: endOf(kind),
      bytes: !sendsHead ? 0 : isHalf ? Math.ceil(whole.text.length / 2) : whole.text.length,
    })
    const attempt = mock.journal.attempts({ tenant: `over_http2_${kind.replaceAll('-', '_')}` }).at(-1)
    expect(attempt?.fault).toBe(`${kind};by=header`)
    await until(() => attempt?.times.responseEndMs !== null)
    expect(attempt?.status).toBe(sendsHead ? 200 : null)
    client.close()
  })
})

/** A call that is answered when it is told to be, on the same connection as another. */
const besides = async (fault: string) => {
  const client = openHttp2(mock)
  const other = client.call('/user-files', { 'mock-fault': 'slow-answer;delay=500' })
  const broken = await client.call('/user-files', { 'mock-fault': fault })
  return { client, broken, other: await other }
}

describe.concurrent('other streams of the connection', () => {
  it.each(['h2-refused-stream', 'h2-internal-error', 'h2-cancel', 'short-body'])('go on with %s', async (fault) => {
    const { client, other } = await besides(fault)
    expect([other.status, other.end]).toEqual([200, 'end'])
    expect((await client.call('/user-files')).status).toBe(200)
    client.close()
  })

  it.each(['reset', 'close'])('go with it with %s', async (fault) => {
    const { client, other } = await besides(fault)
    expect([other.status, other.end]).toEqual([undefined, 'cut'])
    client.close()
  })

  it('are answered before the connection ends that GOAWAY has announced, and later ones are not', async () => {
    const { client, other, broken } = await besides('h2-goaway')
    expect(broken.end).toBe('REFUSED_STREAM')
    expect([other.status, other.end]).toEqual([200, 'end'])
    expect(await client.goAway).toEqual({ code: 0, lastStreamId: 1 })
    await until(client.isClosed)
  })
})

describe('GOAWAY', () => {
  it('leaves out even the first stream of a connection', async () => {
    const client = openHttp2(mock)
    const { end } = await client.call('/user-files', { 'mock-fault': 'h2-goaway' })
    expect([end, await client.goAway]).toEqual(['REFUSED_STREAM', { code: 0, lastStreamId: 0 }])
  })

  it('with the stream processed lets its answer come and takes no other', async () => {
    const client = openHttp2(mock)
    const { status } = await client.call('/user-files', { 'mock-fault': 'h2-goaway-processed' })
    expect([status, await client.goAway]).toEqual([200, { code: 0, lastStreamId: 1 }])
    await until(client.isClosed)
  })
})

describe('inside a stream of events', () => {
  const chat = async (client: ReturnType<typeof openHttp2>) => {
    const { text } = await client.call('/chat/sessions', { 'content-type': 'application/json' }, { body: '{}' })
    return (JSON.parse(text) as { session_id: string }).session_id // the answer's schema says so
  }

  it.each([
    ['h2-internal-error', 'INTERNAL_ERROR'],
    ['h2-cancel', 'CANCEL'],
    ['reset-mid-body', 'cut'],
    ['close-mid-body', 'cut'],
  ])('%s comes after the events that were asked for', async (fault, end) => {
    const client = openHttp2(mock)
    const seen = await client.call(
      `/chat/sessions/${await chat(client)}/messages/stream`,
      { 'content-type': 'application/json', 'mock-fault': `${fault};when=streaming;after=2` },
      { body: JSON.stringify({ message: 'Which photos show a bicycle?' }) },
    )
    expect([seen.status, seen.end], seen.text).toEqual([200, end])
    expect(seen.text.match(/^event: /gm)).toHaveLength(2)
    client.close()
  })
})

it('HEAD has nothing that could break off', async () => {
  const client = openHttp2(mock)
  const seen = await client.call('/user-files', { ':method': 'HEAD', 'mock-fault': 'close-mid-body' })
  expect([seen.status, seen.end]).toEqual([undefined, 'cut'])
})

it('is refused where the mock speaks HTTP/1.1 only, in every way in', async () => {
  await using plain = await startTestMock()
  const headers = { Authorization: 'Bearer aion_test_without_any_https', 'Mock-Fault': 'h2-goaway' }
  const asked = await fetch(`${plain.url}/user-files`, { headers })
  expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining('start the mock with https')])
  expect(() => plain.faults.next('h2-goaway')).toThrow(nobodySpeaksHttp2)
  const faults = [{ fault: { transport: 'h2-goaway' } as const }]
  for (const [path, body, field] of [
    ['/faults', faults[0], 'fault.transport'],
    ['/scenarios', { faults }, 'faults.0.fault.transport'],
  ] as const) {
    const planned = await fetch(plain.control + path, { method: 'POST', headers: json, body: JSON.stringify(body) })
    expect([planned.status, await planned.json()]).toMatchObject([422, { error: { details: { field } } }])
  }
  await expect(startTestMock({ scenario: { faults } })).rejects.toThrow(
    `faults.0.fault.transport: ${nobodySpeaksHttp2}`,
  )
})

it('that was planned waits for a request over HTTP/2 where HTTP/1.1 is spoken beside it', async () => {
  const tenant = 'met_by_both_versions'
  const planned = mock.faults.next('h2-cancel', { tenant })
  const authorization = `Bearer aion_test_${tenant}`
  const sent = get(`${mock.url}/user-files`, { ca: mock.ca, agent: false, headers: { authorization } })
  const [{ statusCode }] = await once(sent, 'response')
  expect([statusCode, planned.remaining]).toEqual([200, 1])
  const client = openHttp2(mock)
  expect([(await client.call('/user-files', { authorization })).end, planned.remaining]).toEqual(['CANCEL', 0])
  client.close()
})
