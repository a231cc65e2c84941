import { describe, expect, test } from 'vitest'
import { plainRequest } from '../testing/plain-request.ts'
import { byteCount, bytesIn } from './byte-count.ts'
import { carried, carrierOf } from './carrier.ts'
import { mayAskForFault } from './may-ask.ts'
import { misplacedField } from './misplaced.ts'
import { needsHttp2, nobodySpeaksHttp2, onlyOverHttp2 } from './needs-http2.ts'
import { rateLimitFormNames, rateLimitForms } from './rate-limit-forms.ts'
import { isSized, sized } from './sized-body.ts'
import { slowBodyMs, slowly } from './slow-body.ts'

describe('a rate limit is told', () => {
  const state = { limit: 100, remaining: 7, resetMs: 12_345.6 }
  const common = ['X-RateLimit-Limit', '100', 'X-RateLimit-Remaining', '7', 'X-RateLimit-Reset']
  const written = {
    published: [...common, '13'],
    'epoch-ms': [...common, '12346'],
    delta: [...common, '3'],
    draft: ['RateLimit-Policy', '"default";q=100;w=60', 'RateLimit', '"default";r=7;t=3'],
  }

  test.each(rateLimitFormNames)('as %s', (name) => {
    expect(rateLimitForms[name].write(state, 10_000)).toEqual(written[name])
  })

  test('with no time left rather than less', () => {
    expect(rateLimitForms.delta.write(state, 20_000).at(-1)).toBe('0')
    expect(rateLimitForms.draft.write(state, 20_000).at(-1)).toBe('"default";r=7;t=0')
  })

  test('in the words of the documents', () => {
    expect(rateLimitFormNames.map((name) => rateLimitForms[name].title)).toEqual([
      'as the API does: `X-RateLimit-Limit`, `-Remaining` and `-Reset` in seconds since 1970',
      'the same with `X-RateLimit-Reset` in milliseconds since 1970',
      'the same with `X-RateLimit-Reset` in seconds from now',
      '`RateLimit` and `RateLimit-Policy` instead (draft-ietf-httpapi-ratelimit-headers)',
    ])
  })
})

describe('a fault makes no sense', () => {
  const place = { operation: 'streamMessage', hasBody: true, takesHttp2: true } as const
  const cancel = { transport: 'h2-cancel' } as const
  const inStream = { error: 'TIMEOUT', when: 'streaming' } as const
  const inBody = { error: 'TIMEOUT', afterBytes: 5 } as const

  test.each([
    [cancel, place, undefined],
    [cancel, { ...place, takesHttp2: false }, { field: 'transport', issue: onlyOverHttp2 }],
    [inStream, place, undefined],
    [
      inStream,
      { ...place, operation: 'listFiles' },
      { field: 'when', issue: 'streaming is for what answers with a stream, such as streamMessage' },
    ],
    [
      inStream,
      { ...place, operation: undefined },
      { field: 'when', issue: 'streaming is for what answers with a stream, such as streamMessage' },
    ],
    [inBody, place, undefined],
    [
      inBody,
      { ...place, hasBody: false },
      { field: 'afterBytes', issue: 'Is for requests with a body, in the middle of which the fault comes' },
    ],
    [{ error: 'TIMEOUT' }, { operation: undefined, hasBody: false, takesHttp2: false }, undefined],
  ] as const)('%j at %j: %j', (fault, at, problem) => {
    expect(misplacedField(fault, at)).toEqual(problem)
  })

  test('where nobody speaks HTTP/2, in these words', () => {
    expect([onlyOverHttp2, nobodySpeaksHttp2]).toEqual([
      'Is of HTTP/2, and this request came over HTTP/1.1: start the mock with https, and let the client choose h2',
      'Is of HTTP/2, which this mock does not speak: start it with https',
    ])
    expect([needsHttp2(cancel), needsHttp2({ transport: 'reset' }), needsHttp2({ error: 'TIMEOUT' })]).toEqual([
      true,
      false,
      false,
    ])
  })
})

test.each([
  [5, 5],
  ['64kB', 64_000],
  ['8MB', 8_000_000],
  ['100MB', 100_000_000],
] as const)('%s are %d bytes', (count, bytes) => {
  expect(bytesIn(count)).toBe(bytes)
})

test('a byte count is published with its least and its greatest', () => {
  expect(byteCount(3)).toEqual({
    type: ['integer', 'string'],
    minimum: 3,
    maximum: 100_000_000,
    pattern: '^(?:[1-9]\\d{0,4}kB|[1-9]\\d?MB|100MB)$',
    expected: 'a number of bytes from 3 to 100MB, such as 65536, 64kB or 8MB',
    tsType: 'ByteCount',
  })
})

describe('the answer of a fault', () => {
  const reply = { status: 200, headers: [], body: 'a' }

  test('is the reply itself where its connection is sound', () => {
    expect(carried({ error: 'TIMEOUT' }, reply)).toBe(reply)
    expect(carried({ status: 302, location: '/' }, reply)).toBe(reply)
    expect(carrierOf({ error: 'TIMEOUT' })).toBeUndefined()
  })

  test('is carried by what breaks, as fast as it may', () => {
    expect(carried({ transport: 'reset' }, reply)).toEqual({ transport: 'reset', reply })
    expect(carried({ transport: 'slow-body', rate: '64kB' }, reply)).toEqual({
      transport: 'slow-body',
      reply,
      bytesPerSecond: 64_000,
    })
    expect(carried({ error: 'TIMEOUT', body: 'short' }, reply)).toEqual({ transport: 'short-body', reply })
  })
})

describe('a request may ask for a fault', () => {
  const lines = (...rawHeaders: string[]) => ({ ...plainRequest(), rawHeaders })

  test.each([
    [plainRequest(), null, false],
    [plainRequest(), new URLSearchParams(), true],
    [plainRequest({ headers: { prefer: 'code=429' } }), null, true],
    [lines('Accept', '*/*', 'MOCK-fault', 'reset'), null, true],
    [lines('Accept', 'mock-fault'), null, false],
    [lines('X-Mock-Fault', 'reset'), null, false],
    [{ ...plainRequest(), headers: { 'mock-fault': 'reset' } }, null, true],
  ])('%#: %s', (request, query, may) => {
    expect(mayAskForFault(request, query)).toBe(may)
  })
})

describe('a slow body', () => {
  const body = (...chunks: string[]) =>
    sized(chunks.join('').length, async function* () {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk)
    })

  async function drip(...args: [ReturnType<typeof body>, number?]) {
    const seen: unknown[] = []
    for await (const piece of slowly(args[0], async (ms) => void seen.push(ms), args[1]))
      seen.push(new TextDecoder().decode(piece))
    return seen
  }

  test('takes two seconds without a rate, one piece each tenth of one', async () => {
    expect(slowBodyMs).toBe(2_000)
    const seen = await drip(body('x'.repeat(40)))
    expect(seen).toEqual(Array.from({ length: 20 }, () => [100, 'xx']).flat())
  })

  test('takes what its rate makes of it, at least a byte at a time', async () => {
    expect(await drip(body('abc', 'd'), 20)).toEqual([100, 'ab', 50, 'c', 50, 'd'])
    expect(await drip(body('ab'), 2)).toEqual([500, 'a', 500, 'b'])
  })

  test('is sized', () => {
    expect([isSized(body('a')), isSized('a'), isSized(null), isSized(new Uint8Array(1))]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
