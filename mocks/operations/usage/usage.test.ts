import { describe, expect, test } from 'vitest'
import { createTestMock } from '../../testing/test-mock.ts'

describe('the limits of a tenant', () => {
  test.each(['starter', 'professional', 'enterprise'] as const)('on the plan %s are whole numbers', async (plan) => {
    using mock = createTestMock({ plan, rateLimit: true })
    const { json } = await mock.send('GET', '/tenant/limits')
    for (const map of [json.limits, json.usage, json.remaining]) {
      expect(Object.keys(map)).toEqual(
        expect.arrayContaining(['monthly_uploads', 'api_calls_per_minute', 'storage_bytes']),
      )
      for (const value of Object.values(map)) expect(Number.isSafeInteger(value)).toBe(true)
    }
    expect(json.usage.api_calls_per_minute).toBe(1)
    expect(json.remaining.api_calls_per_minute).toBe(json.limits.api_calls_per_minute - 1)
  })

  test('count the uploads of this month', async () => {
    using mock = createTestMock()
    const uploads = async () => (await mock.send('GET', '/tenant/limits')).json.usage.monthly_uploads
    const before = await uploads()
    await mock.send('POST', '/user-files/links', { body: { url: 'https://example.com/' } })
    expect(await uploads()).toBe(before + 1)
    const { clock } = await mock.tenant()
    clock.set(Date.UTC(2031, 4, 5))
    expect(await uploads()).toBe(0)
  })
})

describe('a window of an operation beside the plan’s', () => {
  const check = { body: { item_count: 1 } }

  test('refuses when it is used up, and its headers speak of it', async () => {
    using mock = createTestMock({ plan: 'enterprise', rateLimit: true })
    for (let i = 0; i < 60; i++) expect((await mock.send('POST', '/usage/check', check)).status).toBe(200)
    const { clock } = await mock.tenant()
    clock.advance(15_000)
    const { status, headers } = await mock.send('POST', '/usage/check', check)
    expect(status).toBe(429)
    expect(headers).toMatchObject({ 'retry-after': '45', 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0' })
    expect(Number(headers['x-ratelimit-reset']) * 1_000).toBe(Math.ceil((clock.now() + 45_000) / 1_000) * 1_000)
    const other = await mock.send('GET', '/tenant/limits')
    expect([other.status, other.headers['x-ratelimit-limit']]).toEqual([200, '500'])
    clock.advance(45_000)
    expect((await mock.send('POST', '/usage/check', check)).status).toBe(200)
  })

  test('is not there where rate limits are off, and each tenant has its own', async () => {
    using off = createTestMock({ plan: 'enterprise' })
    for (let i = 0; i < 61; i++) expect((await off.send('POST', '/usage/check', check)).status).toBe(200)
    using on = createTestMock({ plan: 'enterprise', rateLimit: true })
    for (let i = 0; i < 60; i++) await on.send('POST', '/usage/check', check)
    expect((await on.send('POST', '/usage/check', check)).status).toBe(429)
    expect((await on.send('POST', '/usage/check', { ...check, as: 'somebody_else' })).status).toBe(200)
  })
})
