import { describe, expect, test } from 'vitest'
import type { Core } from '../core/core.ts'
import { BodyAborted, type IncomingMessageLike, type Outcome } from '../core/message.ts'
import { sized } from '../faults/sized-body.ts'
import { createJournal } from '../journal/journal.ts'
import { bytesOf } from '../testing/bytes-of.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { answerWeb, bodyOf, networkError, type WebRequest } from './fetch.ts'

/** A core with one answer, and what it was asked. */
function create(outcome: Outcome | Promise<Outcome>, { isPreflight = false } = {}) {
  const time = createManualTime()
  time.advance(7)
  const journal = createJournal({ requestIdOf: String })
  const asked: IncomingMessageLike[] = []
  const core = {
    journal,
    handle(message: IncomingMessageLike) {
      asked.push(message)
      const attempt = isPreflight ? null : journal.open(message, { tenant: 'ann', operation: null, nowMs: 0 })
      return outcome instanceof Promise ? outcome.then((ready) => ({ outcome: ready, attempt })) : { outcome, attempt }
    },
  } as unknown as Core // as much of one as is asked
  const send = (request: Partial<WebRequest> = {}) =>
    answerWeb(core, time, {
      method: 'GET',
      origin: 'https://a',
      target: '/x',
      headers: [],
      body: null,
      signal: undefined,
      ...request,
    })
  return { send, asked, journal, told: () => journal.attempts()[0] }
}

const reply = (body: string | Uint8Array | AsyncIterable<Uint8Array> | null, headers: string[] = []) => ({
  status: 201,
  headers,
  body,
})
async function* pieces(...texts: (string | Error)[]) {
  for (const text of texts) {
    if (text instanceof Error) throw text
    yield new TextEncoder().encode(text)
  }
}

/** A response, which none of these is not. */
async function responseOf(answered: Promise<Response | typeof networkError>): Promise<Response> {
  const answer = await answered
  if (!(answer instanceof Response)) throw new Error('It is a network error')
  return answer
}

describe('a request of fetch', () => {
  test('is a message to the core', async () => {
    const { send, asked } = create(reply(null))
    const { signal } = new AbortController()
    await send({
      method: 'POST',
      headers: [
        ['X-A', 'b'],
        ['x-c', 'd'],
      ],
      signal,
    })
    expect(asked[0]).toEqual({
      ...{
        method: 'POST',
        target: '/x',
        origin: 'https://a',
        headers: { 'x-a': 'b', 'x-c': 'd' },
        rawHeaders: ['X-A', 'b', 'x-c', 'd'],
      },
      ...{ body: null, connection: 0, connectedMs: 7, headMs: 7, gone: expect.any(Function) },
    })
    expect(asked[0]?.gone?.()).toBe(signal)
    await send()
    expect(asked[1]?.gone).toBeUndefined()
  })

  test('has a body where it may have one', async () => {
    const request = (init: RequestInit) => new Request('https://a/', { ...init, duplex: 'half' } as RequestInit)
    expect([bodyOf(request({})), bodyOf(request({ method: 'HEAD' })), bodyOf(request({ method: 'POST' }))]).toEqual([
      null,
      null,
      null,
    ])
    const body = bodyOf(request({ method: 'POST', body: 'abc' }))
    expect([body?.declaredBytes, String(Buffer.from(await bytesOf(body?.chunks() ?? null)))]).toEqual([
      undefined,
      'abc',
    ])
    const stream = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
    const broken = bodyOf(request({ method: 'POST', body: stream }))
    await expect(bytesOf(broken?.chunks() ?? null)).rejects.toThrow(
      new BodyAborted('The request was aborted before the end of its body'),
    )
  })

  test('whose browser does not show its body is read whole', async () => {
    const request = new Request('https://a/', { method: 'POST', body: 'abc' })
    Object.defineProperty(request, 'body', { value: undefined })
    expect(String(Buffer.from(await bytesOf(bodyOf(request)?.chunks() ?? null)))).toBe('abc')
  })
})

describe('an answer', () => {
  test.each([
    [
      reply('hi', ['X-A', 'b', 'Vary', 'c', 'Vary', 'd']),
      'GET',
      'hi',
      { 'content-type': 'text/plain;charset=UTF-8', vary: 'c, d', 'x-a': 'b' },
    ],
    [reply(new Uint8Array([104, 105])), 'GET', 'hi', {}],
    [reply(''), 'GET', '', {}],
    [reply(null), 'GET', '', {}],
    [reply('hi'), 'HEAD', '', {}],
  ])('%j to %s is a response', async (outcome, method, text, headers) => {
    const response = await responseOf(create(outcome).send({ method }))
    expect([response.status, await response.text(), Object.fromEntries(response.headers)]).toEqual([201, text, headers])
  })

  test('in pieces is a stream, with its length where that is known', async () => {
    const response = await responseOf(create(reply(pieces('a', 'bc'))).send())
    expect([await response.text(), response.headers.get('content-length')]).toEqual(['abc', null])
    const known = await responseOf(create(reply(sized(3, () => pieces('abc')))).send())
    expect([await known.text(), known.headers.get('content-length')]).toEqual(['abc', '3'])
    await expect((await responseOf(create(reply(pieces('a', new Error('broken')))).send())).text()).rejects.toThrow(
      'broken',
    )
  })

  test('goes into the journal as it goes out', async () => {
    const { send, told, journal } = create(reply('hi', ['Retry-After', '3']))
    await send()
    expect(told()).toMatchObject({
      status: 201,
      answerBytes: null,
      times: { responseHeadMs: 7, responseEndMs: 7, faultMs: null },
    })
    expect(journal.cursor()).toBe(1)
    const preflight = create(reply(null), { isPreflight: true })
    expect([(await responseOf(preflight.send())).status, preflight.told()]).toEqual([201, undefined])
  })

  test('that comes later is waited for, unless the caller leaves', async () => {
    expect((await responseOf(create(Promise.resolve(reply('hi'))).send())).status).toBe(201)
    expect(
      (await responseOf(create(Promise.resolve(reply('hi'))).send({ signal: new AbortController().signal }))).status,
    ).toBe(201)
    const leaving = new AbortController()
    const answered = create(new Promise(() => undefined)).send({ signal: leaving.signal })
    leaving.abort(new Error('enough'))
    await expect(answered).rejects.toThrow('enough')
  })

  test('to who has left is none', async () => {
    const { send, told } = create(reply('hi'))
    await send({ signal: AbortSignal.abort() })
    expect(told()?.status).toBeNull()
  })

  test('that breaks is a network error, or silence until the caller leaves', async () => {
    const broken = create({ transport: 'reset', reply: reply(null) })
    expect(await broken.send()).toBe(networkError)
    expect(broken.told()?.times).toMatchObject({ responseHeadMs: null, responseEndMs: 7, faultMs: 7 })
    const leaving = new AbortController()
    const silent = create({ transport: 'stall-headers', reply: reply(null) }).send({ signal: leaving.signal })
    setImmediate(() => leaving.abort(new Error('enough')))
    await expect(silent).rejects.toThrow('enough')
  })

  test('in pieces ends with its caller, and tells whoever makes it', async () => {
    let isReturned = false
    const endless = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<IteratorResult<Uint8Array>>(() => undefined),
        return: async () => {
          isReturned = true
          return { done: true as const, value: undefined }
        },
      }),
    }
    const leaving = new AbortController()
    const text = (await responseOf(create(reply(endless)).send({ signal: leaving.signal }))).text()
    leaving.abort(new Error('enough'))
    await expect(text).rejects.toThrow('enough')
    expect(isReturned).toBe(true)
    isReturned = false
    await (await responseOf(create(reply(endless)).send())).body?.cancel()
    expect(isReturned).toBe(true)
  })
})
