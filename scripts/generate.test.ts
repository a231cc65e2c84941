import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { formats } from './generate/formats.ts'
import { readSchemaFiles } from './generate/schema-files.ts'
import { staleFiles } from './generate.ts'

/** What each may import: the schemas, from which messages are phrased. */
const validatorModules = [
  ['request-validators.js', []],
  ['response-validators.js', ['../schemas/index.ts']],
] as const

test('the generated files are what the schemas say (else run `npm run generate`)', async () => {
  expect(await staleFiles()).toEqual([])
})

test('every schema is valid under JSON Schema 2020-12', () => {
  const files = readSchemaFiles()
  const ajv = new Ajv2020({ allowUnionTypes: true, formats, schemas: [...files] })
  for (const { $id, $defs } of files) {
    for (const name of Object.keys($defs)) expect(ajv.getSchema(`${$id}#/$defs/${name}`), name).toBeTypeOf('function')
  }
})

test.each(validatorModules)('%s imports nothing else than %j, so it runs in a browser', (name, allowed) => {
  const code = readFileSync(new URL(`../contracts/generated/${name}`, import.meta.url), 'utf8')
  expect([...code.matchAll(/\bimport\b[^"]*"([^"]*)"/g)].map(([, from]) => from)).toEqual(allowed)
  expect(code).not.toMatch(/\brequire\(|\bimport\(|node:/)
})

test('every query schema is closed', () => {
  const queries = readSchemaFiles().flatMap((file) =>
    Object.entries(file.$defs).filter(([name]) => name.endsWith('Query')),
  )
  expect(queries.length).toBeGreaterThan(5)
  for (const [name, schema] of queries) expect(schema, name).toMatchObject({ additionalProperties: false })
})
