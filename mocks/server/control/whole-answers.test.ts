import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../../contracts/errors.ts'
import { operationIds } from '../../../contracts/operations/index.ts'
import { published } from '../../../contracts/schemas/json-schema.ts'
import { nodePlatform } from '../../adapters/node-platform.ts'
import { createCore } from '../../core/core.ts'
import { recordEnd } from '../../journal/record.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { plainRequest } from '../../testing/plain-request.ts'
import { createControl } from './control.ts'
import { steeringSchemas } from './control-schema.ts'
import { controlDocument } from './openapi.ts'
import { schemaRef } from './route.ts'
import { controlRoutes } from './routes.ts'

/** A control API over a core in which time stands still, so that each of its answers is known whole. */
function create() {
  const time = createManualTime()
  const core = createCore({ platform: nodePlatform, time, files: 2 })
  time.advance(90_000.25)
  const handle = createControl({
    core,
    time,
    host: '127.0.0.1',
    token: undefined,
    uuid: () => 'id-1',
    version: '1.2.3',
    basePath: '/api/v2',
    startedMs: 60_000,
  })

  async function send(method: string, target: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const {
      status,
      headers: lines,
      body: answer,
    } = await handle(
      plainRequest({
        method,
        target,
        headers: {
          host: '127.0.0.1:4010',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    return { status, headers: lines, body: typeof answer === 'string' ? JSON.parse(answer) : answer }
  }
  async function call(target: string, headers = {}) {
    const request = plainRequest({
      target,
      headers: { authorization: 'Bearer aion_test_of_whole_answers', ...headers },
    })
    const { attempt } = await core.handle(request)
    if (!attempt) throw new Error('It was not journalled')
    recordEnd(attempt, time.monotonic())
    core.journal.close(attempt)
  }
  return { core, time, send, call }
}

const jsonHeaders = [
  'X-Request-ID',
  'id-1',
  'Content-Type',
  'application/json; charset=utf-8',
  'Cache-Control',
  'no-store',
]

describe('the document', () => {
  const document = controlDocument(controlRoutes, '1.2.3')
  // What the function itself has put there.
  const { schemas, ...parts } = document.components as { readonly schemas: Readonly<Record<string, object>> }
  const inputs = published(steeringSchemas, schemaRef)

  test('is the one that was read, what requests carry aside', async () => {
    const long = new Map<string, string>([
      [JSON.stringify(operationIds), 'every operation'],
      [JSON.stringify(errorCodes), 'every code'],
    ])
    const short = (_: string, value: unknown) => long.get(JSON.stringify(value)) ?? value
    const own = Object.fromEntries(Object.entries(schemas).filter(([name]) => !Object.hasOwn(inputs, name)))
    const text = JSON.stringify({ ...document, components: { ...parts, schemas: own } }, short, 1)
    await expect(text).toMatchFileSnapshot('openapi.snap')
  })

  test('describes what requests carry by the schemas that read it', () => {
    expect(schemas).toMatchObject(inputs)
    expect(Object.keys(inputs).length).toBeGreaterThan(10)
  })
})

describe('what the control API says of itself', () => {
  const { send } = create()

  test('it is up, for so many whole milliseconds', async () => {
    expect(await send('GET', '/__mock/health')).toEqual({
      status: 200,
      headers: jsonHeaders,
      body: { status: 'ok', name: 'aion-contract', version: '1.2.3', uptimeMs: 30_000 },
    })
  })

  test('an error of the table is a whole row', async () => {
    const { body } = await send('GET', '/__mock/errors')
    expect(body.errors).toHaveLength(errorCodes.length)
    expect(body.errors.find(({ code }: { code: string }) => code === 'TIMEOUT')).toMatchObject({
      code: 'TIMEOUT',
      status: 503,
      message: expect.stringMatching(/./),
      meaning: expect.stringMatching(/./),
      remedy: expect.stringMatching(/./),
    })
  })

  test('an operation is told with what it takes to call it', async () => {
    const { body } = await send('GET', '/__mock/operations')
    expect({ ...body, operations: body.operations[0] }).toMatchInlineSnapshot(`
      {
        "basePath": "/api/v2",
        "keyPrefix": "aion_test_",
        "operations": {
          "access": "write",
          "id": "streamUpload",
          "idempotent": false,
          "method": "POST",
          "path": "/user-files/upload/stream",
          "summary": "Upload one file",
        },
      }
    `)
    expect(body.operations.length).toBeGreaterThan(150)
  })

  test('the document is served', async () => {
    const { body } = await send('GET', '/__mock/openapi.json')
    expect(body).toEqual(JSON.parse(JSON.stringify(controlDocument(controlRoutes, '1.2.3'))))
  })

  test('a page may ask first, and what it may send is told', async () => {
    const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' }
    expect(await send('OPTIONS', '/__mock/faults', undefined, headers)).toEqual({
      status: 204,
      headers: [
        ...['X-Request-ID', 'id-1', 'Access-Control-Allow-Origin', 'http://localhost:5173', 'Vary', 'Origin'],
        ...['Access-Control-Allow-Methods', 'GET, HEAD, POST, PATCH, DELETE'],
        ...['Access-Control-Allow-Headers', 'Authorization, Content-Type, Last-Event-ID, Mock-Control-Token'],
        ...['Access-Control-Max-Age', '600'],
      ],
      body: null,
    })
    expect((await send('OPTIONS', '/__mock/faults')).status).toBe(405)
  })
})

describe('a fault', () => {
  const { core, send } = create()

  test('is planned, listed, read and removed', async () => {
    const added = await send('POST', '/__mock/faults', { tenant: 'ann', fault: { error: 'TIMEOUT' }, times: 3 })
    const entry = {
      ...{ id: added.body.id, tenant: 'ann', match: {}, fault: { error: 'TIMEOUT' }, times: 3 },
      ...{ matched: 0, served: 0, remaining: 3, servings: [] },
    }
    const { match: _, ...wanted } = entry
    expect(added).toEqual({
      status: 201,
      headers: [...jsonHeaders, 'Location', `/__mock/faults/${entry.id}`],
      body: expect.objectContaining(wanted),
    })
    await send('POST', '/__mock/faults', { fault: { error: 'TIMEOUT' } })
    expect((await send('GET', '/__mock/faults')).body.faults).toHaveLength(2)
    expect((await send('GET', '/__mock/faults?tenant=ann')).body.faults).toHaveLength(2)
    expect((await send('GET', '/__mock/faults?tenant=bob')).body.faults).toHaveLength(1)
    expect((await send('GET', `/__mock/faults/${entry.id}`)).body).toEqual(added.body)
    expect(await send('DELETE', `/__mock/faults/${entry.id}`)).toEqual({
      status: 204,
      headers: ['X-Request-ID', 'id-1'],
      body: null,
    })
    expect(await send('GET', `/__mock/faults/${entry.id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'HTTP_404', message: `The plan has no entry ${entry.id}` }, request_id: 'id-1' },
    })
    expect((await send('DELETE', '/__mock/faults?tenant=ann')).status).toBe(204)
    expect(core.faults.list()).toHaveLength(1)
    expect((await send('DELETE', '/__mock/faults')).status).toBe(204)
    expect(core.faults.list()).toEqual([])
  })

  test('that the plan does not take is refused with its field', async () => {
    const body = { fault: { transport: 'h2-cancel' } }
    const answer = await send('POST', '/__mock/faults', body)
    expect(answer.status).toBe(422)
    expect(answer.body.error.details.field).toBe('fault.transport')
    expect(core.faults.list()).toEqual([])
  })
})

describe('a tenant', () => {
  test('is told whole', async () => {
    const { send, core } = create()
    const { files, folders, usage } = await core.tenants.get('ann')
    const { body } = await send('GET', '/__mock/tenants/ann')
    expect([body.records, body.usage]).toEqual([{ files: files.size, folders: folders.size }, usage])
    expect([files.size, folders.size, usage.storageBytes].every((count) => count > 0)).toBe(true)
    expect({ ...body, records: '', usage: '' }).toMatchInlineSnapshot(`
      {
        "clock": "2026-01-15T12:01:30.000Z",
        "cycleEnd": "2026-02-01T00:00:00.000Z",
        "failureShare": 0,
        "limits": {
          "concurrentUploads": 30,
          "descriptionsPerMonth": 2500,
          "documentBytes": 52428800,
          "filesPerBatch": 20,
          "imageBytes": 104857600,
          "requestsPerMinute": 100,
          "storageBytes": 107374182400,
          "streamFileBytes": 104857600,
          "streamMemoryBytes": 524288000,
          "uploadsPerMonth": 50000,
          "videoBytes": 4294967296,
          "videoChunkBytes": 20971520,
          "videoChunkRetries": 3,
          "videoParallelChunks": 5,
        },
        "name": "ann",
        "overridden": [],
        "plan": "professional",
        "provider": "up",
        "rateWindow": {
          "limit": 100,
          "remaining": 100,
          "resetMs": 1768478550000.25,
        },
        "records": "",
        "skewSeconds": 0,
        "subscription": "active",
        "usage": "",
      }
    `)
  })

  test('of unlimited storage has no number for it', async () => {
    const { send } = create()
    const { body } = await send('PATCH', '/__mock/tenants/ann', { plan: 'enterprise' })
    expect(body.limits.storageBytes).toBeNull()
  })

  test('is changed in every way that a patch knows', async () => {
    const { send } = create()
    const { status, body } = await send('PATCH', '/__mock/tenants/ann', {
      plan: 'starter',
      subscription: 'past_due',
      usage: { descriptions: 7, storageBytes: 12 },
      limits: { requestsPerMinute: 2 },
      provider: 'down',
      failureShare: 0.5,
      clock: { advanceMs: 1_000, skewSeconds: 5 },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ plan: 'starter', subscription: 'past_due', provider: 'down', failureShare: 0.5, skewSeconds: 5 },
      usage: { descriptions: 7, storageBytes: 12 },
      clock: '2026-01-15T12:01:31.000Z',
      rateWindow: { limit: 2, remaining: 2 },
    })
  })

  test('is in use once somebody has looked at it, so that it is not the first to go', async () => {
    const { send, core } = create()
    const tenant = await core.tenants.get('ann')
    expect(tenant.isInUse).toBe(false)
    await send('GET', '/__mock/tenants/ann')
    expect(tenant.isInUse).toBe(true)
  })

  test('is listed, alone under its own prefix', async () => {
    const { send, core } = create()
    await core.tenants.get('ann')
    await core.tenants.get('bob')
    expect((await send('GET', '/__mock/tenants')).body).toEqual({ tenants: ['ann', 'bob'] })
    expect((await send('GET', '/t/bob/__mock/tenants')).body).toEqual({ tenants: ['bob'] })
    expect((await send('GET', '/__mock/tenants/a%20b')).status).toBe(422)
  })
})

describe('the journal', () => {
  test('is read by tenant, from a cursor on, the newest alone, and forgotten', async () => {
    const { send, call } = create()
    for (let i = 0; i < 3; i += 1) await call('/api/v2/user-files')
    await call('/api/v2/folders', { authorization: 'Bearer aion_test_somebody_else_here' })
    const ids = async (query: string) =>
      (await send('GET', `/__mock/journal${query}`)).body.attempts.map(({ id }: { id: number }) => id)
    const [first = 0, second, third, fourth] = await ids('')
    expect(await ids('?newest=2')).toEqual([third, fourth])
    expect(await ids('?tenant=of_whole_answers')).toEqual([first, second, third])
    expect(await ids('?operation=listFolders')).toEqual([fourth])
    expect(await ids(`?after=${first}&newest=1&tenant=of_whole_answers`)).toEqual([third])
    expect((await send('DELETE', '/__mock/journal?tenant=of_whole_answers')).status).toBe(204)
    expect(await ids('')).toEqual([fourth])
    expect((await send('DELETE', '/__mock/journal')).status).toBe(204)
    expect(await ids('')).toEqual([])
  })

  test('tells an attempt whole', async () => {
    const { send, call } = create()
    await call('/api/v2/user-files?mock-fault=RATE_LIMIT_ERROR')
    const { status, headers, body } = await send('GET', '/__mock/journal')
    expect([status, headers]).toEqual([200, jsonHeaders])
    const [attempt] = body.attempts
    expect({ ...body, attempts: [{ ...attempt, requestId: 'id' }] }).toMatchInlineSnapshot(`
      {
        "attempts": [
          {
            "answerBytes": null,
            "atMs": 1768478490000.25,
            "body": null,
            "connection": 0,
            "fault": "RATE_LIMIT_ERROR;by=query",
            "headers": [
              "authorization",
              "Bearer aion_test_***",
            ],
            "id": 1,
            "method": "GET",
            "operation": "listFiles",
            "requestId": "id",
            "retryAfter": null,
            "status": 429,
            "target": "/api/v2/user-files?mock-fault=RATE_LIMIT_ERROR",
            "tenant": "of_whole_answers",
            "times": {
              "bodyEndMs": null,
              "connectedMs": 0,
              "faultMs": null,
              "headMs": 0,
              "responseEndMs": 90000.25,
              "responseHeadMs": null,
            },
            "warnings": [],
          },
        ],
        "cursor": 1,
      }
    `)
  })

  test('is a stream, of which HEAD gets the head', async () => {
    const { send } = create()
    const headers = ['X-Request-ID', 'id-1', 'Content-Type', 'text/event-stream', 'Cache-Control', 'no-store']
    expect(await send('HEAD', '/__mock/journal/stream')).toEqual({ status: 200, headers, body: null })
    expect((await send('HEAD', '/__mock/health')).body).not.toBeNull()
  })

  test.each([
    ['0', [1, 2]],
    ['1', [2]],
    ['x', []],
    ['1234567890123456', []],
  ])('a stream that resumes behind %j tells %j at first', async (lastId, wanted) => {
    const { send, call } = create()
    for (let i = 0; i < 2; i += 1) await call('/api/v2/user-files')
    const { body } = await send('GET', '/__mock/journal/stream', undefined, { 'last-event-id': lastId })
    let text = ''
    for await (const bytes of body) {
      text += bytes
      if (text.includes('still here') || text.includes('attempt\n')) break
    }
    expect([...text.matchAll(/"id":(\d+)/g)].map(([, id]) => Number(id))).toEqual(wanted)
  })
})

describe('scenarios', () => {
  test('are listed with what they do', async () => {
    const { send } = create()
    const { scenarios } = (await send('GET', '/__mock/scenarios')).body
    expect(scenarios.length).toBeGreaterThan(5)
    for (const scenario of scenarios)
      expect(scenario).toEqual({
        name: expect.stringMatching(/^[a-z0-9-]+$/),
        description: expect.stringMatching(/\w/),
      })
  })

  test('are loaded for everybody, or for one tenant', async () => {
    const { send, core } = create()
    const everybody = await send('POST', '/__mock/scenarios', { faults: [{ fault: { error: 'TIMEOUT' } }] })
    expect(everybody).toEqual({ status: 201, headers: jsonHeaders, body: { faults: core.faults.list() } })
    const { body } = await send('POST', '/__mock/scenarios', {
      tenant: 'ann',
      faults: [{ fault: { error: 'TIMEOUT' } }],
    })
    expect(body.faults).toMatchObject([{ tenant: 'ann' }])
    expect(core.faults.list()).toHaveLength(2)
  })

  test('that do not exist are refused with the near name', async () => {
    const { send } = create()
    const { status, body } = await send('POST', '/__mock/scenarios', { name: 'worst-dya' })
    expect([status, body.error.details.field]).toEqual([422, 'name'])
    expect(body.error.details.issue).toMatch(
      /^"?worst-dya"? is not a scenario \(.*, .*\)\. Did you mean "?worst-day"?\?$/,
    )
  })
})

describe('a reset', () => {
  test('is of one tenant, or of everything, with a body or without', async () => {
    const { send, core } = create()
    await core.tenants.get('ann')
    await core.tenants.get('bob')
    expect(await send('POST', '/__mock/reset', { tenant: 'ann' })).toMatchObject({ status: 204, body: null })
    expect(core.tenantNames()).toEqual(['bob'])
    expect((await send('POST', '/__mock/reset')).status).toBe(204)
    expect(core.tenantNames()).toEqual([])
  })
})

describe('what the control API refuses', () => {
  const { send, core } = create()
  const refused = async (...args: Parameters<typeof send>) => {
    const { status, headers, body } = await send(...args)
    return { status, headers, ...body.error }
  }

  test('a path that it does not have, with the near one', async () => {
    expect(await refused('GET', '/__mock/heath')).toMatchObject({
      status: 404,
      code: 'HTTP_404',
      message: expect.stringMatching(
        /^The control API has no "?\/__mock\/heath"?\. Did you mean "?\/__mock\/health"?\?$/,
      ),
    })
  })

  test('a method, with those that will do', async () => {
    const { status, message, headers } = await refused('PUT', '/__mock/reset')
    expect([status, message]).toEqual([405, 'PUT is not allowed here; allowed: POST, OPTIONS'])
    expect(headers.slice(-2)).toEqual(['Allow', 'POST, OPTIONS'])
  })

  test('a tenant that is no name', async () => {
    expect(await refused('GET', '/t/a%20b/__mock/health')).toMatchObject({
      status: 422,
      message: 'tenant: Must be 1 to 64 letters, digits, _ or -; of a key, what follows aion_test_',
    })
  })

  test('a body where one is needed and there is none, or that is not JSON', async () => {
    expect(await refused('POST', '/__mock/faults')).toMatchObject({
      status: 400,
      message: expect.stringMatching(/^body: Is required/),
    })
    expect(await refused('POST', '/__mock/faults', '{')).toMatchObject({ status: 400 })
  })

  test('a call by the path of one tenant for another', async () => {
    expect(await refused('GET', '/t/ann/__mock/tenants/bob')).toMatchObject({
      status: 422,
      details: { field: 'name', issue: 'Is bob, but what goes by /t/ann is for ann only' },
    })
  })

  test('a body that breaks off, and what fails inside', async () => {
    expect(await refused('POST', '/__mock/reset', '{"tenant":""}')).toMatchObject({
      status: 422,
      details: { field: 'tenant' },
    })
    const get = core.tenants.get
    Object.assign(core.tenants, { get: () => Promise.reject(new Error('no world today')) })
    expect(await refused('GET', '/__mock/tenants/ann')).toMatchObject({
      status: 500,
      code: 'HTTP_500',
      message: 'The control API failed: Error: no world today',
    })
    Object.assign(core.tenants, { get })
  })
})
