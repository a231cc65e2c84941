import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../contracts/errors.ts'
import { serveForTests } from '../../testing/serve-for-tests.ts'

const { control, api } = serveForTests()

describe('health and errors', () => {
  it('says that it is up', async () => {
    const { status, json } = await control('GET', '/health')
    expect(status).toBe(200)
    expect(json).toMatchObject({ status: 'ok', name: 'aion-contract' })
  })

  it('lists every code of the table', async () => {
    const { json } = await control('GET', '/errors')
    expect(json.errors.map(({ code }: { code: string }) => code)).toEqual(errorCodes)
  })
})

describe('the fault plan', () => {
  it('serves what was planned, once, and accounts for it', async () => {
    const added = await control('POST', '/faults', {
      match: { operation: 'listFiles' },
      fault: { error: 'VLM_PROVIDER_ERROR' },
    })
    expect(added.status).toBe(201)
    expect(added.headers.location).toBe(`/__mock/faults/${added.json.id}`)
    const faulty = await api('/user-files')
    expect(faulty.status).toBe(503)
    expect(faulty.headers['mock-fault-served']).toBe(`VLM_PROVIDER_ERROR;by=${added.json.id}`)
    expect((await api('/user-files')).status).toBe(200)
    const { json } = await control('GET', `/faults/${added.json.id}`)
    expect(json).toMatchObject({ served: 1, remaining: 0 })
  })

  it('serves a sequence step by step', async () => {
    await control('POST', '/faults', { sequence: [{ status: 429 }, 'pass', { error: 'TIMEOUT' }] })
    const statuses = []
    for (let i = 0; i < 4; i += 1) statuses.push((await api('/user-files')).status)
    expect(statuses).toEqual([429, 200, 503, 200])
  })

  it('lists, removes one and clears all', async () => {
    const { json: one } = await control('POST', '/faults', { tenant: 'a', fault: { status: 500 } })
    await control('POST', '/faults', { tenant: 'b', fault: { status: 500 } })
    await control('POST', '/faults', { fault: { status: 500 } })
    const ids = async (query = '') => (await control('GET', `/faults${query}`)).json.faults.length
    expect(await ids()).toBe(3)
    expect(await ids('?tenant=a')).toBe(2)
    expect((await control('DELETE', `/faults/${one.id}`)).status).toBe(204)
    expect((await control('DELETE', `/faults/${one.id}`)).status).toBe(404)
    expect((await control('DELETE', '/faults?tenant=b')).status).toBe(204)
    expect(await ids()).toBe(1)
    await control('DELETE', '/faults')
    expect(await ids()).toBe(0)
  })

  it.each([
    [{ fault: { error: 'RATE_LIMIT_EROR' } }, 'fault.error', /RATE_LIMIT_ERROR/],
    [{ fault: { transport: 'rest' } }, 'fault.transport', /reset/],
    [{ fualt: { error: 'TIMEOUT' } }, 'fualt', /fault/],
    [{ fault: { error: 'TIMEOUT' }, match: { operation: 'listFile' } }, 'match.operation', /listFiles/],
    [{ sequence: ['pass', { error: 'TIMEOUT', retryafter: 1 }] }, 'sequence.1.retryafter', /retryAfter/],
    [{ fault: { error: 'TIMEOUT' }, times: 0 }, 'times', /at least 1/],
    [[], 'body', /object/],
    [{}, 'fault', /fault and sequence/],
  ])('refuses %j, naming the field', async (body, field, issue) => {
    const { status, json } = await control('POST', '/faults', body)
    expect(status).toBe(422)
    expect(json.error).toMatchObject({ code: 'VALIDATION_ERROR', details: { field } })
    expect(json.error.details.issue).toMatch(issue)
    expect((await control('GET', '/faults')).json.faults).toEqual([])
  })
})

describe('scenarios', () => {
  it('are listed, and loaded by name for a tenant', async () => {
    const { scenarios } = (await control('GET', '/scenarios')).json
    expect(scenarios).toContainEqual({ name: 'expired-key', description: expect.stringContaining('expires') })
    const { status, json } = await control('POST', '/scenarios', {
      name: 'rate-limit-storm',
      tenant: 'stormy_neighbourhood',
    })
    expect(status).toBe(201)
    expect(json.faults).toHaveLength(2)
    expect((await api('/user-files', 'aion_test_stormy_neighbourhood')).status).toBe(429)
    expect((await api('/user-files', 'aion_test_calm_neighbourhood')).status).toBe(200)
  })

  it('are loaded from a body', async () => {
    const body = {
      faults: [{ fault: { status: 500 } }],
      tenants: { name_of_your_choice: { subscription: 'past_due' } },
    }
    expect((await control('POST', '/scenarios', body)).status).toBe(201)
    expect((await api('/user-files')).status).toBe(500)
    expect((await api('/user-files')).status).toBe(402)
  })

  it.each([
    [{ name: 'rate-limit-strom' }, 'name', /Did you mean rate-limit-storm/],
    [{ name: 5 }, 'name', /a string/],
    [{ name: 'worst-day', faults: [] }, 'faults', /by its name/],
    [{ name: 'worst-day', tenant: '' }, 'tenant', /1 to 64/],
    [{ faults: [{ fault: { status: 500 } }, { falt: 1 }] }, 'faults.1.falt', /fault/],
    [[], 'body', /object/],
  ])('are refused as %j', async (body, field, issue) => {
    const { status, json } = await control('POST', '/scenarios', body)
    expect(status).toBe(422)
    expect(json.error.details.field).toBe(field)
    expect(json.error.details.issue).toMatch(issue)
    expect((await control('GET', '/faults')).json.faults).toEqual([])
  })
})
