import { readdirSync, readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { errorRow } from './errors.ts'
import { buildOpenApi } from './openapi.ts'
import { errorsOf, operationIds, operationRow } from './operations/index.ts'
import { collectSchemas } from './schemas/index.ts'

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(buildOpenApi())))
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
})

test('every error of every operation is declared under its status, with Retry-After where the table says so', () => {
  const { paths } = buildOpenApi() as {
    paths: Record<
      string,
      Record<
        string,
        { responses: Record<string, { headers: object; content: { 'application/json': { examples: object } } }> }
      >
    >
  }
  for (const id of operationIds) {
    const { path, method } = operationRow(id)
    for (const code of errorsOf(id)) {
      const row = errorRow(code)
      const response = paths[path]?.[method.toLowerCase()]?.responses[row.status]
      expect(Object.keys(response?.content['application/json'].examples ?? {}), `${id} ${code}`).toContain(code)
      if (row.retryAfter !== 'absent') expect(response?.headers, `${id} ${code}`).toHaveProperty('Retry-After')
    }
  }
})

test('every schema of every file is part of it', () => {
  const folder = new URL('./schemas/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const names = files.flatMap((name) => Object.keys(JSON.parse(readFileSync(new URL(name, folder), 'utf8')).$defs))
  expect(Object.keys(collectSchemas()).sort()).toEqual(names.sort())
})
