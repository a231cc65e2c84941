import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFetch } from '../../fetch.ts'
import { type MockServer, startMockServer } from '../index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 1 })
})
afterAll(() => mock.close())
beforeEach(() => mock.core.reset())

const hour = 3_600_000

async function send(
  method: string,
  path: string,
  { key = 'aion_test_name_of_your_choice', body }: { key?: string; body?: object } = {},
) {
  const response = await fetch(mock.url + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) }
}

async function moveClock(clock: object) {
  const response = await fetch(`${mock.control}/tenants/name_of_your_choice`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ clock }),
  })
  expect(response.status).toBe(200)
}

describe("when a tenant's clock is moved", () => {
  it('its keys expire', async () => {
    const expires = new Date(Date.now() + hour).toISOString()
    const issued = await send('POST', '/api-keys', {
      key: 'session_name_of_your_choice',
      body: { name: 'ci', expires_at: expires },
    })
    const key = issued.json.api_key
    expect((await send('GET', '/user-files', { key })).status).toBe(200)
    await moveClock({ advanceMs: 2 * hour })
    expect((await send('GET', '/user-files', { key })).json.error.code).toBe('EXPIRED_API_KEY')
  })

  it('its jobs go on', async () => {
    const body = { url: 'https://example.com/page', auto_crawl: true }
    const { json } = await send('POST', '/user-files/links', { body })
    expect(json.crawl_status).toBe('queued')
    await moveClock({ advanceMs: hour })
    expect((await send('POST', '/user-files/links', { body })).json.crawl_status).toBe('completed')
  })

  it('X-RateLimit-Reset and the dates of Retry-After follow', async () => {
    await moveClock({ set: '2031-05-05T12:00:00Z' })
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfterDate: 60 })
    const { headers } = await send('GET', '/user-files')
    expect(headers.get('retry-after')).toMatch(/^Mon, 05 May 2031 12:01:0\d GMT$/)
    expect(Number(headers.get('x-ratelimit-reset')) * 1_000).toBeGreaterThan(Date.UTC(2031, 4, 5, 12))
  })

  it('the clocks of others stay', async () => {
    await moveClock({ set: '2031-05-05T12:00:00Z' })
    const { headers } = await send('GET', '/user-files', { key: 'aion_test_other_than_the_first' })
    expect(Number(headers.get('x-ratelimit-reset')) * 1_000).toBeLessThan(Date.UTC(2031, 0, 1))
  })
})

describe('a server whose Date is wrong', () => {
  const dateOf = async (key?: string) =>
    Date.parse((await send('GET', '/user-files', key ? { key } : {})).headers.get('date') ?? '')

  it('is so many seconds ahead, and nothing else follows', async () => {
    await moveClock({ skewSeconds: 3_600 })
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfterDate: 60 })
    const { headers } = await send('GET', '/user-files')
    const aheadMs = Date.parse(headers.get('date') ?? '') - Date.parse(headers.get('retry-after') ?? '')
    expect(aheadMs).toBeGreaterThan(3_530_000)
    expect(aheadMs).toBeLessThan(3_550_000)
    expect(Number(headers.get('x-ratelimit-reset')) * 1_000).toBeLessThan(Date.now() + 120_000)
    expect(await dateOf('aion_test_other_than_the_first')).toBeLessThan(Date.now() + 60_000)
  })

  it('adds to a clock that was moved, and both end at a reset', async () => {
    await moveClock({ set: '2031-05-05T12:00:00Z', skewSeconds: -86_400 })
    expect(new Date(await dateOf()).toISOString()).toMatch(/^2031-05-04T12:0/)
    mock.core.reset()
    expect(await dateOf()).toBeLessThan(Date.now() + 60_000)
  })

  it('is one where the connection breaks in the body, too, with one Date', async () => {
    await moveClock({ skewSeconds: 3_600 })
    mock.faults.next('slow-body', { rate: '1MB' })
    expect(await dateOf()).toBeGreaterThan(Date.now() + 3_500_000)
    mock.faults.next('RATE_LIMIT_ERROR', { body: 'short' })
    const { headers } = await fetch(`${mock.url}/user-files`, {
      headers: { Authorization: 'Bearer aion_test_name_of_your_choice' },
    })
    expect(headers.get('date')).toMatch(/^\w{3}, [^,]+ GMT$/)
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() + 3_500_000)
  })

  it('comes from a scenario and from code', async () => {
    await using skewed = await startMockServer({
      files: 1,
      scenario: {
        tenants: { name_of_your_choice: { clock: { skewSeconds: 7_200 } } },
        faults: [{ fault: { status: 429 } }],
      },
    })
    const { headers } = await fetch(`${skewed.url}/user-files`, {
      headers: { Authorization: 'Bearer aion_test_name_of_your_choice' },
    })
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() + 7_000_000)
    const inProcess = createFetch({ files: 1 })
    const here = async () =>
      (
        await inProcess('http://localhost/api/v2/user-files', {
          headers: { Authorization: 'Bearer aion_test_name_of_your_choice' },
        })
      ).headers.get('date')
    expect(await here()).toBeNull()
    inProcess.clock.skewSeconds = -3_600
    expect(Date.parse((await here()) ?? '')).toBeLessThan(Date.now() - 3_500_000)
    inProcess.reset()
    expect(await here()).toBeNull()
    inProcess.clock.advance(86_400_000)
    expect(Date.parse((await here()) ?? '')).toBeGreaterThan(Date.now() + 86_000_000)
  })

  it.each([{ advanceMs: 1, set: '2031-05-05T12:00:00Z' }, {}, { skewSeconds: '5' }, { skewSecond: 5 }])(
    'is not %j',
    async (clock) => {
      const response = await fetch(`${mock.control}/tenants/name_of_your_choice`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ clock }),
      })
      expect(response.status).toBe(422)
    },
  )
})
