import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
