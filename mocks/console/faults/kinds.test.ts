import { expect, test } from 'vitest'
import { type JsonSchema, published, where } from '../../../contracts/schemas/json-schema.ts'
import { faultSchemas } from '../../faults/fault-schema.ts'
import type { PublishedSchema } from '../schema/published.ts'
import { beginFault, faultKinds, kindOf, placingFields } from './kinds.ts'

// What GET /__mock/openapi.json shows of the vocabulary, as JSON.
const schemas: Readonly<Record<string, JsonSchema & PublishedSchema>> = JSON.parse(
  JSON.stringify(published(faultSchemas)),
)

test('every kind of fault of the vocabulary is there with every field', () => {
  const kinds = faultKinds(schemas)
  const named = Object.entries(schemas).filter(([name]) => name.endsWith('Fault') && name !== 'GivenFault')
  expect(kinds).toHaveLength(named.length)
  for (const [, { title, properties = {} }] of named)
    expect(kinds.find((kind) => kind.title === title)?.fields.map(({ name }) => name)).toEqual(Object.keys(properties))
  expect([...new Set(kinds.map(({ key }) => key))]).toEqual(['error', 'transport', 'status'])
})

test('a fault that a kind begins is of that kind', () => {
  const kinds = faultKinds(schemas)
  for (const kind of kinds) expect(kindOf(kinds, beginFault(kind))).toBe(kind)
})

test('an error with a status of its own is an error still', () => {
  const kinds = faultKinds(schemas)
  expect(kindOf(kinds, { error: 'HTTP_500', status: 502 })?.key).toBe('error')
  expect(kindOf(kinds, { status: 503 })?.title).toBe('a status')
  expect(kindOf(kinds, { status: 302, location: '/' })?.title).toBe('a redirect')
  expect(kindOf(kinds, {})).toBeUndefined()
})

test('a fault that a kind begins has the first of each choice', () => {
  const begun = faultKinds(schemas).map((kind) => beginFault(kind))
  expect(begun).toContainEqual({ error: 'VALIDATION_ERROR' })
  expect(begun).toContainEqual({ transport: 'reset' })
})

test('nothing of the vocabulary is entered as bare JSON but the details', () => {
  const bare = faultKinds(schemas).flatMap(({ fields }) => fields.filter(({ editor }) => editor.kind === 'json'))
  expect([...new Set(bare.map(({ name }) => name))]).toEqual(['details'])
})

test('a kind, a code and a field that are new appear', () => {
  const { ErrorFault, GivenFault } = schemas
  const grown = {
    ...schemas,
    ErrorFault: {
      ...ErrorFault,
      properties: {
        ...ErrorFault?.properties,
        error: { enum: ['NEW_CODE'] },
        jitterMs: { type: 'integer', maximum: 9 },
      },
    },
    Flood: { title: 'a flood', required: ['flood'], properties: { flood: { enum: ['slow', 'fast'] } } },
    GivenFault: {
      anyOf: [...(GivenFault?.anyOf ?? []), { required: ['flood'] }],
      ...where({ required: ['flood'] }, { $ref: '#/components/schemas/Flood' }, GivenFault),
    },
  }
  const kinds = faultKinds(grown)
  expect(kinds.map(({ key }) => key)).toContain('flood')
  const fields = kinds.find(({ key }) => key === 'error')?.fields ?? []
  expect(fields.find(({ name }) => name === 'error')?.editor).toEqual({ kind: 'choice', values: ['NEW_CODE'] })
  expect(fields.find(({ name }) => name === 'jitterMs')?.editor).toEqual({ kind: 'number', isWhole: true, max: 9 })
})

test('an entry is placed by everything but its faults', () => {
  const { fault: _, sequence: __, ...others } = schemas.PlanInput?.properties ?? {}
  expect(placingFields(schemas).map(({ name }) => name)).toEqual(Object.keys(others))
})
