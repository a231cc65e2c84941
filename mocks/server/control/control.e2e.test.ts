import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorCodes } from '../../../contracts/errors.ts'
import { ask } from '../../testing/ask.ts'
import { type MockServer, startMockServer } from '../index.ts'
import { controlRoutes } from './routes.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 3 })
})
afterAll(() => mock.close())
beforeEach(() => mock.core.reset())

const json = { 'Content-Type': 'application/json' }
const control = async (method: string, path: string, body?: unknown) => {
  const answer = await ask(mock.control + path, {
    method,
    ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
  })
  return { ...answer, json: answer.text === '' ? undefined : JSON.parse(answer.text) }
}
const api = (path: string, key = 'aion_test_me') =>
  ask(mock.url + path, { headers: { Authorization: `Bearer ${key}` } })

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
    const { status, json } = await control('POST', '/scenarios', { name: 'rate-limit-storm', tenant: 'stormy' })
    expect(status).toBe(201)
    expect(json.faults).toHaveLength(2)
    expect((await api('/user-files', 'aion_test_stormy')).status).toBe(429)
    expect((await api('/user-files', 'aion_test_calm')).status).toBe(200)
  })

  it('are loaded from a body', async () => {
    const body = { faults: [{ fault: { status: 500 } }], tenants: { me: { subscription: 'past_due' } } }
    expect((await control('POST', '/scenarios', body)).status).toBe(201)
    expect((await api('/user-files')).status).toBe(500)
    expect((await api('/user-files')).status).toBe(402)
  })

  it.each([
    [{ name: 'rate-limit-strom' }, 'name', /Did you mean rate-limit-storm/],
    [{ name: 5 }, 'name', /is not a scenario/],
    [{ name: 'worst-day', faults: [] }, 'faults', /beside name/],
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

describe('the journal', () => {
  it('is read behind a cursor, by tenant and by operation', async () => {
    await api('/user-files', 'aion_test_a')
    await api('/folders', 'aion_test_b')
    const all = (await control('GET', '/journal')).json
    expect(all.attempts.map(({ tenant }: { tenant: string }) => tenant)).toEqual(['a', 'b'])
    expect((await control('GET', `/journal?after=${all.cursor}`)).json.attempts).toEqual([])
    expect((await control('GET', '/journal?tenant=b')).json.attempts).toHaveLength(1)
    expect((await control('GET', '/journal?operation=listFiles')).json.attempts).toHaveLength(1)
    await control('DELETE', '/journal?tenant=a')
    expect((await control('GET', '/journal')).json.attempts).toHaveLength(1)
  })

  it('never shows a key', async () => {
    await api('/user-files', 'aion_test_very_secret_name')
    expect((await control('GET', '/journal')).text).not.toContain('Bearer aion_test_very_secret_name')
  })

  it('knows nothing of requests to the control API', async () => {
    await control('GET', '/health')
    await control('GET', '/nowhere')
    expect((await control('GET', '/journal')).json.attempts).toEqual([])
  })

  it('streams attempts as they end, and resumes behind the last one seen', async () => {
    await api('/user-files')
    const response = await fetch(`${mock.control}/journal/stream`, { headers: { 'Last-Event-ID': '0' } })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    let text = ''
    const decoder = new TextDecoder()
    const reader = response.body?.getReader()
    const readUntil = async (wanted: RegExp) => {
      while (!wanted.test(text)) {
        const part = await reader?.read()
        if (!part || part.done) throw new Error(`The stream ended before ${wanted}: ${text}`)
        text += decoder.decode(part.value, { stream: true })
      }
    }
    await readUntil(/"target":"\/api\/v2\/user-files"/)
    await api('/folders')
    await readUntil(/event: attempt\nid: \d+\ndata: .*"target":"\/api\/v2\/folders".*\n\n/)
    await reader?.cancel()
  })

  it('gives a mere head to HEAD, and lets the server close while somebody listens', async () => {
    const own = await startMockServer({ files: 1 })
    const head = await ask(`${own.control}/journal/stream`, { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
    const listener = await fetch(`${own.control}/journal/stream`)
    await own.close()
    await expect(listener.text()).rejects.toThrow()
  })
})

describe('tenants', () => {
  it('can be moved to another plan and another time', async () => {
    const { status, json } = await control('PATCH', '/tenants/me', {
      plan: 'starter',
      usage: { descriptions: 300 },
      clock: { set: '2030-01-01T00:00:00Z' },
    })
    expect(status).toBe(200)
    expect(json).toMatchObject({ name: 'me', plan: 'starter', usage: { descriptions: 300 } })
    expect(json.clock).toMatch(/^2030-01-01T00:00:0/)
    const answer = await api('/user-files')
    expect(answer.headers['x-ratelimit-limit']).toBe('30')
    expect(Number(answer.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.UTC(2030, 0, 1) / 1_000)
  })

  it("have limits of their own until the plan's are taken again", async () => {
    await control('PATCH', '/tenants/me', { limits: { requestsPerMinute: 2 }, provider: 'down', failureShare: 1 })
    const { json } = await control('PATCH', '/tenants/me', { limits: { storageBytes: 5 } })
    expect(json).toMatchObject({
      overridden: ['requestsPerMinute', 'storageBytes'],
      limits: { requestsPerMinute: 2, storageBytes: 5 },
      provider: 'down',
      failureShare: 1,
    })
    const statuses = []
    for (let i = 0; i < 3; i += 1) statuses.push((await api('/user-files')).status)
    expect(statuses).toEqual([200, 200, 429])
    const { json: after } = await control('PATCH', '/tenants/me', { limits: { requestsPerMinute: null } })
    expect(after).toMatchObject({ overridden: ['storageBytes'], limits: { requestsPerMinute: 100 } })
    expect((await api('/user-files')).status).toBe(200)
  })

  it('begin a new billing month when their clock passes its end', async () => {
    const { json } = await control('PATCH', '/tenants/me', { usage: { descriptions: 2_500 } })
    expect(json.usage.descriptions).toBe(2_500)
    const { json: after } = await control('PATCH', '/tenants/me', { clock: { set: json.cycleEnd } })
    expect(after.usage.descriptions).toBe(0)
    expect(Date.parse(after.cycleEnd)).toBeGreaterThan(Date.parse(json.cycleEnd))
  })

  it('answer 402 once their subscription is past due', async () => {
    await control('PATCH', '/tenants/me', { subscription: 'past_due' })
    expect((await api('/user-files')).status).toBe(402)
    expect((await api('/user-files', 'aion_test_other')).status).toBe(200)
  })

  it('have a rate window that ends when their clock is moved', async () => {
    await control('PATCH', '/tenants/me', { plan: 'starter' })
    for (let i = 0; i < 30; i += 1) await api('/user-files')
    expect((await api('/user-files')).status).toBe(429)
    await control('PATCH', '/tenants/me', { clock: { advanceMs: 60_000 } })
    expect((await api('/user-files')).status).toBe(200)
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
    [{ plan: 'starter', clock: {} }, 'clock', /exactly one/],
    [{ plan: 'starter', clok: {} }, 'clok', /clock/],
  ])('refuse the change %j as a whole', async (body, field, issue) => {
    const { status, json } = await control('PATCH', '/tenants/me', body)
    expect(status).toBe(422)
    expect(json.error.details.field).toBe(field)
    expect(json.error.details.issue).toMatch(issue)
    expect((await control('GET', '/tenants/me')).json.plan).toBe('professional')
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

describe('what the control API refuses', () => {
  const refused = async (path: string, options: Parameters<typeof ask>[1]) => {
    const { status, text, headers } = await ask(mock.control + path, options)
    return { status, headers, error: JSON.parse(text).error }
  }

  it('unknown paths, with the near one', async () => {
    const { status, error } = await refused('/fault', {})
    expect(status).toBe(404)
    expect(error.message).toContain('/__mock/faults')
  })

  it('other methods, with those that it knows', async () => {
    const { status, headers } = await refused('/faults', { method: 'PUT' })
    expect(status).toBe(405)
    expect(headers.allow).toBe('POST, GET, DELETE, HEAD, OPTIONS')
  })

  it('a body that is not JSON', async () => {
    const body = '{"fault":'
    expect(await refused('/faults', { method: 'POST', headers: json, body })).toMatchObject({ status: 400 })
    const headers = { 'Content-Type': 'text/plain' }
    expect(await refused('/faults', { method: 'POST', headers, body: '{}' })).toMatchObject({ status: 415 })
    const long = JSON.stringify({ fault: 'x'.repeat(1_100_000) })
    expect(await refused('/faults', { method: 'POST', headers: json, body: long })).toMatchObject({ status: 413 })
  })

  it('unknown and repeated query parameters', async () => {
    expect((await refused('/journal?tenent=me', {})).error.details.issue).toContain('tenant')
    expect(await refused('/journal?tenant=a&tenant=b', {})).toMatchObject({ status: 422 })
    expect(await refused('/journal?after=-1', {})).toMatchObject({ status: 422 })
  })

  it('pages of foreign origins and names given to this machine from outside', async () => {
    expect(await refused('/health', { headers: { Origin: 'https://evil.example' } })).toMatchObject({ status: 403 })
    expect(await refused('/health', { headers: { Host: 'evil.example' } })).toMatchObject({ status: 403 })
  })
})

describe('pages of this machine', () => {
  const origin = 'http://localhost:5173'

  it('may ask first and read the answer', async () => {
    const preflight = await ask(`${mock.control}/faults`, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-origin']).toBe(origin)
    expect(preflight.headers['access-control-allow-methods']).toContain('POST')
    const answer = await ask(`${mock.control}/nowhere`, { headers: { Origin: origin } })
    expect(answer.headers['access-control-allow-origin']).toBe(origin)
  })
})

describe('with a control token', () => {
  it('every request needs it, and the API itself does not', async () => {
    await using guarded = await startMockServer({ controlToken: 's3cret', files: 1 })
    const health = `${guarded.control}/health`
    expect((await ask(health)).status).toBe(401)
    expect((await ask(health, { headers: { 'Mock-Control-Token': 's3cret' } })).status).toBe(200)
    expect((await ask(health, { headers: { Authorization: 'Bearer s3cret', Host: 'mock.example' } })).status).toBe(200)
    const answer = await ask(`${guarded.url}/user-files`, { headers: { Authorization: 'Bearer aion_test_me' } })
    expect(answer.status).toBe(200)
  })
})

describe('its OpenAPI document', () => {
  it('is valid and describes every route', async () => {
    const { json } = await control('GET', '/openapi.json')
    const result = await new Validator().validate(json)
    expect(result).toMatchObject({ valid: true })
    const described = Object.entries<object>(json.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual(controlRoutes.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('holds for the answers themselves', async () => {
    await control('POST', '/faults', { tenant: 'me', sequence: ['pass', { transport: 'reset' }], times: 'always' })
    await api('/user-files')
    const { json: document } = await control('GET', '/openapi.json')
    const ajv = addFormats.default(new Ajv2020.default({ strict: false }))
    ajv.addSchema(document, 'control')
    for (const { id, method, path, success } of controlRoutes) {
      if (method !== 'GET' || success.produces || path.includes('{id}')) continue
      const validate = ajv.compile({
        $ref: `control#/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`.replace(
          /[{}]/g,
          encodeURIComponent,
        ),
      })
      const { json } = await control('GET', path.replace('{name}', 'me'))
      expect([id, validate(json), validate.errors]).toEqual([id, true, null])
    }
  })
})

describe('any body at all', () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
  )

  it('is accepted whole or refused with a reason, and a refusal changes nothing', async () => {
    const routes = [
      ['POST', '/faults'],
      ['POST', '/reset'],
      ['POST', '/scenarios'],
      ['PATCH', '/tenants/me'],
    ] as const
    const state = async () => {
      const { clock: _, rateWindow: __, ...tenant } = (await control('GET', '/tenants/me')).json
      return [(await control('GET', '/faults')).json, tenant]
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), body, async ([method, path], given) => {
        mock.core.reset()
        const before = await state()
        const { status, text } = await ask(mock.control + path, { method, headers: json, body: given })
        expect([200, 201, 204, 400, 422]).toContain(status)
        if (status < 400) return
        const { code, message, details } = JSON.parse(text).error
        expect(code).toBe('VALIDATION_ERROR')
        expect(message).toBe(`${details.field}: ${details.issue}`)
        expect(await state()).toEqual(before)
      }),
      { numRuns: 150 },
    )
  })
})

describe('any query and any header at all', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('tenant', 'after', 'operation', '=', '&', '%', 'me', '5', 'listFiles'),
  )
  const field = fc.stringMatching(/^[\x20-\x7e]{0,30}$/)

  it('is answered or refused, and never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/journal', '/faults', '/health', '/tenants/me', '/tenants/%', '/nowhere'),
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom('Host', 'Origin', 'Authorization', 'Mock-Control-Token', 'Last-Event-ID', 'Content-Type'),
        field,
        async (path, pieces, name, value) => {
          const query = encodeURI(pieces.join('')).replaceAll('#', '%23')
          const { status, text } = await ask(`${mock.control}${path}?${query}`, { headers: { [name]: value } })
          expect([200, 400, 403, 404, 422]).toContain(status)
          expect(() => JSON.parse(text)).not.toThrow()
        },
      ),
      { numRuns: 150 },
    )
  })
})
