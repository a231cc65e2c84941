import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../../contracts/errors.ts'
import { operationIds } from '../../../contracts/operations/index.ts'
import { published } from '../../../contracts/schemas/json-schema.ts'
import { createStillControl, jsonHeaders } from '../../testing/still-control.ts'
import { steeringSchemas } from './control-schema.ts'
import { controlDocument } from './openapi.ts'
import { schemaRef } from './route.ts'
import { controlRoutes } from './routes.ts'

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
  const { send } = createStillControl()

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
