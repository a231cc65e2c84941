import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { serveForTests } from '../../testing/serve-for-tests.ts'
import { controlRoutes } from './routes.ts'

const { control, api } = serveForTests()

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
