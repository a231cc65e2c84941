import { describe, expect, it } from 'vitest'
import { serveForTests } from '../../testing/serve-for-tests.ts'

const { control, api } = serveForTests()

describe('tenants', () => {
  it('can be moved to another plan and another time', async () => {
    const { status, json } = await control('PATCH', '/tenants/name_of_your_choice', {
      plan: 'starter',
      usage: { descriptions: 300 },
      clock: { set: '2030-01-01T00:00:00Z' },
    })
    expect(status).toBe(200)
    expect(json).toMatchObject({ name: 'name_of_your_choice', plan: 'starter', usage: { descriptions: 300 } })
    expect(json.clock).toMatch(/^2030-01-01T00:00:0/)
    const answer = await api('/user-files')
    expect(answer.headers['x-ratelimit-limit']).toBe('30')
    expect(Number(answer.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.UTC(2030, 0, 1) / 1_000)
  })

  it("have limits of their own until the plan's are taken again", async () => {
    await control('PATCH', '/tenants/name_of_your_choice', {
      limits: { requestsPerMinute: 2 },
      provider: 'down',
      failureShare: 1,
    })
    const { json } = await control('PATCH', '/tenants/name_of_your_choice', { limits: { storageBytes: 5 } })
    expect(json).toMatchObject({
      overridden: ['requestsPerMinute', 'storageBytes'],
      limits: { requestsPerMinute: 2, storageBytes: 5 },
      provider: 'down',
      failureShare: 1,
    })
    const statuses = []
    for (let i = 0; i < 3; i += 1) statuses.push((await api('/user-files')).status)
    expect(statuses).toEqual([200, 200, 429])
    const { json: after } = await control('PATCH', '/tenants/name_of_your_choice', {
      limits: { requestsPerMinute: null },
    })
    expect(after).toMatchObject({ overridden: ['storageBytes'], limits: { requestsPerMinute: 100 } })
    expect((await api('/user-files')).status).toBe(200)
  })

  it('begin a new billing month when their clock passes its end', async () => {
    const { json } = await control('PATCH', '/tenants/name_of_your_choice', { usage: { descriptions: 2_500 } })
    expect(json.usage.descriptions).toBe(2_500)
    const { json: after } = await control('PATCH', '/tenants/name_of_your_choice', { clock: { set: json.cycleEnd } })
    expect(after.usage.descriptions).toBe(0)
    expect(Date.parse(after.cycleEnd)).toBeGreaterThan(Date.parse(json.cycleEnd))
  })

  it('answer 402 once their subscription is past due', async () => {
    await control('PATCH', '/tenants/name_of_your_choice', { subscription: 'past_due' })
    expect((await api('/user-files')).status).toBe(402)
    expect((await api('/user-files', 'aion_test_other_than_the_first')).status).toBe(200)
  })

  it('have a rate window that ends when their clock is moved', async () => {
    await control('PATCH', '/tenants/name_of_your_choice', { plan: 'starter' })
    for (let i = 0; i < 30; i += 1) await api('/user-files')
    expect((await api('/user-files')).status).toBe(429)
    await control('PATCH', '/tenants/name_of_your_choice', { clock: { advanceMs: 60_000 } })
    expect((await api('/user-files')).status).toBe(200)
  })

  it.each([
    ['2026-02-01T00:00:00Z', '2026-02-01T00:00:00.'],
    ['2028-02-29t12:30:00.123456z', '2028-02-29T12:30:00.'],
    ['2026-02-01T02:00+02:00', '2026-02-01T00:00:00.'],
  ])('are set to %s', async (set, begins) => {
    const { json } = await control('PATCH', '/tenants/me', { clock: { set } })
    expect(json.clock.slice(0, begins.length)).toBe(begins)
  })

  it.each([
    [{ plan: 'enterprize' }, 'plan', /enterprise/],
    [{ plan: 'starter', subscription: 'overdue' }, 'subscription', /past_due/],
    [{ plan: 'starter', usage: { storage: 1 } }, 'usage.storage', /storageBytes/],
    [{ plan: 'starter', usage: { descriptions: -1 } }, 'usage.descriptions', /at least 0/],
    [{ plan: 'starter', limits: { requestsPerMinute: -1 } }, 'limits.requestsPerMinute', /or null/],
    [{ plan: 'starter', limits: { requestPerMinute: 1 } }, 'limits.requestPerMinute', /Did you mean requestsPerMinute/],
    [{ plan: 'starter', provider: 'dwon' }, 'provider', /Did you mean down/],
    [{ plan: 'starter', failureShare: 2 }, 'failureShare', /between 0 and 1/],
    [{ plan: 'starter', clock: { set: 'tomorrow' } }, 'clock.set', /ISO 8601/],
    [{ plan: 'starter', clock: { set: '2026-02-30T00:00:00Z' } }, 'clock.set', /exists/],
    [{ plan: 'starter', clock: { set: '2026-02-29T00:00:00Z' } }, 'clock.set', /exists/],
    [{ plan: 'starter', clock: { set: '2026-01-01T24:00:00Z' } }, 'clock.set', /exists/],
    [{ plan: 'starter', clock: { set: '2026-01-01T00:00:00+24:00' } }, 'clock.set', /exists/],
    [{ plan: 'starter', clock: {} }, 'clock', /exactly one/],
    [{ plan: 'starter', clok: {} }, 'clok', /clock/],
  ])('refuse the change %j as a whole', async (body, field, issue) => {
    const { status, json } = await control('PATCH', '/tenants/name_of_your_choice', body)
    expect(status).toBe(422)
    expect(json.error.details.field).toBe(field)
    expect(json.error.details.issue).toMatch(issue)
    expect((await control('GET', '/tenants/name_of_your_choice')).json.plan).toBe('professional')
  })

  it('are forgotten one by one', async () => {
    await control('PATCH', '/tenants/a', { plan: 'starter' })
    await control('PATCH', '/tenants/b', { plan: 'starter' })
    expect((await control('POST', '/reset', { tenant: 'a' })).status).toBe(204)
    expect((await control('GET', '/tenants/a')).json.plan).toBe('professional')
    expect((await control('GET', '/tenants/b')).json.plan).toBe('starter')
    expect((await control('POST', '/reset')).status).toBe(204)
    expect((await control('GET', '/tenants')).json.tenants).toEqual([])
  })
})
