import { describe, expect, test } from 'vitest'
import { buildEnvelope } from '../../../contracts/envelope.ts'
import { judgeRun } from '../verify.ts'
import { readHar } from './har.ts'

const baseUrl = 'https://staging.example/api/v2'
const key = 'aion_somebodys_real_key_00000'

interface Entry {
  readonly path?: string
  readonly method?: string
  readonly status?: number
  readonly body?: unknown
}

function har(...entries: readonly Entry[]): string {
  return JSON.stringify({
    log: {
      version: '1.2',
      entries: entries.map(({ path = '/user-files', method = 'GET', status = 404, body }, index) => ({
        startedDateTime: new Date(1_795_000_000_000 + index * 1_000).toISOString(),
        time: 20,
        request: {
          method,
          url: baseUrl + path,
          headers: [
            { name: 'Authorization', value: `Bearer ${key}` },
            { name: 'Cookie', value: 'session=1' },
          ],
        },
        response: {
          status,
          headers: [{ name: 'Content-Type', value: 'application/json' }],
          content: { text: JSON.stringify(body ?? buildEnvelope('HTTP_404', `id-${index}`)) },
        },
      })),
    },
  })
}

const verdictOf = (source: string, rule: string) =>
  judgeRun(readHar(source, baseUrl)).verdicts.find((judged) => judged.rule === rule)?.verdict

describe('recorded traffic', () => {
  test('is judged by the same rules', () => {
    expect(verdictOf(har({}), 'error-is-envelope')).toBe('pass')
    expect(verdictOf(har({ body: { detail: 'Not found' } }), 'error-is-envelope')).toBe('fail')
  })

  test('names the operation of each request', () => {
    const { exchanges } = readHar(
      har({ path: '/folders/move-files', method: 'POST' }, { path: '/folders/17?limit=1' }),
      baseUrl,
    )
    expect(exchanges.map(({ operation }) => operation)).toEqual(['moveFiles', 'getFolder'])
  })

  test('tells nothing of what nobody was seen to try', () => {
    expect(verdictOf(har({}), 'invalid-key-is-401')).toBe('not-provoked')
  })

  test('loses its credentials', () => {
    const text = JSON.stringify(readHar(har({ body: { detail: `Unknown key ${key}` } }), baseUrl))
    expect(text).not.toContain(key)
    expect(text).not.toContain('session=1')
    expect(verdictOf(har({ body: { detail: `Unknown key ${key}` } }), 'answer-keeps-the-key')).toBe('fail')
  })

  test('of another target counts for nothing', () => {
    expect(() => readHar(har({}), 'https://elsewhere.example/api/v2')).toThrow(
      'None of the 1 recorded requests went to',
    )
  })

  test.each([
    ['not JSON', '<har>'],
    ['no HAR', '{"entries":[]}'],
  ])('that is %s is refused', (_, source) => {
    expect(() => readHar(source, baseUrl)).toThrow(/expected a HAR file/)
  })
})

interface RawEntry {
  readonly url?: string
  readonly method?: string
  readonly requestHeaders?: readonly (readonly [string, string])[]
  readonly postData?: string
  readonly response: Record<string, unknown>
  readonly extra?: Record<string, unknown>
}

const named = (headers: readonly (readonly [string, string])[] = []) =>
  headers.map(([name, value]) => ({ name, value }))

/** Entries as other tools write them. */
const rawHar = (...entries: readonly RawEntry[]) =>
  JSON.stringify({
    log: {
      entries: entries.map(
        ({ url = `${baseUrl}/user-files`, method = 'GET', requestHeaders, postData, response, extra }) => ({
          startedDateTime: new Date(1_795_000_000_000).toISOString(),
          time: 20,
          request: { method, url, headers: named(requestHeaders), ...(postData && { postData: { text: postData } }) },
          response: { headers: named([['Content-Type', 'application/json']]), content: {}, ...response },
          ...extra,
        }),
      ),
    },
  })

const only = (source: string) => {
  const [exchange] = readHar(source, baseUrl).exchanges
  if (!exchange) throw new Error('The recording gave no exchange')
  return exchange
}

describe('what was not recorded is not known', () => {
  test.each([
    ['a body that was left out', { status: 404, content: { size: 120 } }],
    ['a body that was sanitised away', { status: 404, content: { size: 120, text: '' } }],
    ['a body without any word on it', { status: 404, content: {} }],
    ['304', { status: 304, content: { text: '', size: 0 } }],
    ['an answer whose body the page gave up', { status: 200, content: { text: '' }, _error: 'net::ERR_ABORTED' }],
  ])('%s', (_, response) => {
    expect(only(rawHar({ response })).answer?.isBodyKnown).toBe(false)
  })

  test.each([
    ['aborted', { status: 0, _error: 'net::ERR_ABORTED' }],
    ['aborted', { status: -1, _error: 'net::ERR_BLOCKED_BY_CLIENT' }],
    ['aborted', { status: 0, statusText: 'NS_BINDING_ABORTED' }],
    ['unrecorded', { status: 0 }],
    ['unrecorded', { status: -1 }],
    ['unrecorded', {}],
  ])('no answer: %s by %j', (failureKind, response) => {
    expect(only(rawHar({ response }))).toMatchObject({ answer: null, failureKind })
  })

  test('an answer that has no body is known to have none', () => {
    expect(only(rawHar({ method: 'DELETE', response: { status: 204 } })).answer?.isBodyKnown).toBe(true)
    expect(only(rawHar({ method: 'HEAD', response: { status: 200 } })).answer?.isBodyKnown).toBe(true)
  })

  test('what came from a cache came not from the target', () => {
    const cached = { response: { status: 200, content: { text: '{}' } }, extra: { _fromCache: 'disk' } }
    expect(() => readHar(rawHar(cached), baseUrl)).toThrow('None of the 1 recorded')
  })
})

describe('spellings make no difference', () => {
  test.each([
    'https://staging.example:443/api/v2/user-files?limit=1',
    'https://STAGING.Example/api/v2/user-files?limit=1',
    'HTTPS://staging.example/api/v2/user-files?limit=1',
  ])('%s', (url) => {
    const { operation, request } = only(rawHar({ url, response: { status: 200, content: { text: '{}' } } }))
    expect([operation, request.url]).toEqual(['listFiles', `${baseUrl}/user-files?limit=1`])
  })

  test.each(['https://staging.example:8443/api/v2/user-files', 'https://staging.example/api/v20/user-files'])(
    'but %s is elsewhere',
    (url) => {
      expect(() => readHar(rawHar({ url, response: { status: 200 } }), baseUrl)).toThrow('None of the 1 recorded')
    },
  )

  test('a mark before the file, a mark before a body', () => {
    expect(readHar(`\uFEFF${har({})}`, baseUrl).exchanges.length).toBe(1)
    const text = Buffer.from('\uFEFF{"files":[]}').toString('base64')
    const { answer } = only(rawHar({ response: { status: 200, content: { text, encoding: 'base64' } } }))
    expect(answer).toMatchObject({ body: '{"files":[]}', bytes: { hasBom: true, isUtf8: true } })
  })
})

test('bodies stand without their coding, which is believed', () => {
  const headers = named([['Content-Encoding', 'br']])
  const { answer } = only(rawHar({ response: { status: 200, headers, content: { text: '{}' } } }))
  expect(answer).toMatchObject({ body: '{}', bytes: { encoding: 'br' } })
})

test.each([
  [{ requestHeaders: [['mock-fault', 'RATE_LIMIT_ERROR']] as const }],
  [{ requestHeaders: [['Prefer', 'code=503']] as const }],
  [{ url: `${baseUrl}/user-files?mock-fault=reset` }],
])('a request that asked for its error is taken for one: %j', (entry) => {
  const response = { status: 429, content: { text: '{}' } }
  expect(only(rawHar({ ...entry, response })).isInjected).toBe(true)
})

test('secrets are masked wherever they stand, also where the answer repeats what the request called secret', () => {
  const text = JSON.stringify(
    only(
      rawHar({
        url: `${baseUrl}/user-files?api_key=query-secret&limit=2`,
        method: 'POST',
        requestHeaders: [
          ['X-Auth-Token', 'header-secret'],
          ['X-Amz-Security-Token', 'amazon-secret'],
          ['Cookie', 'sid=cookie-secret'],
          ['Referer', 'https://app.example/#access_token=referer-secret'],
        ],
        postData: '{"password":"body-secret","title":"kept"}',
        response: {
          status: 422,
          headers: named([['Location', '/x?token=location-secret']]),
          content: {
            text: '{"detail":"body-secret is too short, header-secret","access_token":"answer-secret","page":"kept"}',
          },
        },
      }),
    ),
  )
  expect(text).not.toMatch(/-secret/)
  expect(text.match(/kept/g)?.length).toBe(2)
  expect(text).toContain('?api_key=***&limit=2')
})

test('a time that nobody has waited for is none', () => {
  const source = har({}).replace('"time":20', '"time":1e308')
  expect(readHar(source, baseUrl)).toMatchObject({ elapsedMs: 0 })
})
