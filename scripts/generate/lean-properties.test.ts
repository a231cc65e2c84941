import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { type ResponseSchemaName, responseValidators } from '../../contracts/generated/response-validators.js'
import type { ValidationError } from '../../contracts/validator.ts'
import { formats } from './formats.ts'
import { askOfSchema } from './lean-properties.ts'
import { readSchemaFiles } from './schema-files.ts'
import { schemaRoles } from './schema-roles.ts'
import { addOwnKeywords } from './validators.ts'

const values = [null, true, 0, 1.5, -1, '', 'a', '2026-02-01', '2026-02-01T00:00:00Z', 'a@b.example', [], [1], {}]
const uuid = '3f2b8c1e-5d4a-4b6f-9e7d-0a1b2c3d4e5f'

const files = readSchemaFiles()
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false, formats })
addOwnKeywords(ajv)
ajv.addVocabulary(['tsType'])
for (const { $id, $defs } of files) ajv.addSchema({ $defs }, $id)
const schemas = files.flatMap(({ $id, $defs }) =>
  Object.entries($defs).map(([name, schema]) => [name, { path: `${$id}#/$defs/${name}`, schema }] as const),
)

const sorted = (errors: readonly { keyword: string; instancePath: string }[] | null | undefined) =>
  (errors ?? []).map(({ keyword, instancePath }) => `${instancePath} ${keyword}`).sort()

/** A body for each property and each value, all others absent. */
function bodiesOf(schema: object): readonly object[] {
  const names = Object.keys((schema as { properties?: object }).properties ?? {}) // only names are read
  return names.flatMap((name) => [...values, uuid].map((value) => ({ [name]: value })))
}

describe('what is looked up in the schemas finds what ajv finds', () => {
  test.each(schemaRoles().responses)('%s', (name) => {
    const { path, schema } = new Map(schemas).get(name) ?? { path: '', schema: {} }
    const whole = ajv.getSchema(path)
    const lean = responseValidators[name as ResponseSchemaName]
    for (const body of bodiesOf(schema)) {
      expect(lean(body), JSON.stringify(body)).toBe(whole?.(body))
      expect(sorted(lean.errors as readonly ValidationError[] | null), JSON.stringify(body)).toEqual(
        sorted(whole?.errors),
      )
    }
  })
})

test('neighbours are asked for with one call, in their order', () => {
  const ask = (name: string, number: number) =>
    `if(data.${name} !== undefined){let data${number} = data.${name};if(typeof data${number} !== "string"){vErrors = addAt(vErrors,"type",instancePath,schema1,"${name}");}}`
  expect(askOfSchema(`${ask('id', 0)}${ask('name', 1)}x();${ask('last', 2)}`)).toContain(
    'vErrors = addMistyped(vErrors,instancePath,schema1,data,"id","name");x();vErrors = addMistyped(vErrors,instancePath,schema1,data,"last");',
  )
})
