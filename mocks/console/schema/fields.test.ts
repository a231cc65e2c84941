import { expect, test } from 'vitest'
import { editorOf, fieldsOf } from './fields.ts'
import type { PublishedSchema, Schemas } from './published.ts'

const schemas: Schemas = {
  Wait: {
    description: 'A wait.',
    type: ['number', 'object'],
    minimum: 0,
    maximum: 600,
    properties: {
      uniform: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
      mean: { type: 'object', properties: { ms: { type: 'integer' }, sigma: { type: 'number' } } },
    },
    maxProperties: 1,
  },
}

test.each<[PublishedSchema, object]>([
  [{ enum: ['up', 'down'] }, { kind: 'choice', values: ['up', 'down'] }],
  [
    { type: 'integer', minimum: 1, maximum: 9 },
    { kind: 'number', isWhole: true, min: 1, max: 9 },
  ],
  [
    { type: 'number', exclusiveMinimum: 0 },
    { kind: 'number', isWhole: false, above: 0 },
  ],
  [
    { type: 'string', pattern: '^a+$', maxLength: 5 },
    { kind: 'text', pattern: '^a+$', maxLength: 5 },
  ],
  [
    { type: 'string', pattern: '^always$' },
    { kind: 'choice', values: ['always'] },
  ],
  [{ type: 'boolean' }, { kind: 'flag' }],
  [{ type: 'object' }, { kind: 'json' }],
  [{}, { kind: 'json' }],
])('%j is entered as %j', (schema, editor) => {
  expect(editorOf(schema, schemas)).toEqual(editor)
})

test('a value of several types may be entered in several ways', () => {
  const editor = editorOf(
    { type: ['integer', 'string', 'array', 'null'], items: { type: 'string' }, maxItems: 4 },
    schemas,
  )
  expect(editor).toMatchObject({
    kind: 'either',
    ways: [
      { label: 'whole number', editor: { kind: 'number' } },
      { label: 'text', editor: { kind: 'text' } },
      { label: 'list', editor: { kind: 'list', item: { kind: 'text' }, max: 4 } },
      { label: 'none', editor: { kind: 'nothing' } },
    ],
  })
})

test('each field of an object that takes one is a way of its own', () => {
  const editor = editorOf({ $ref: '#/components/schemas/Wait', description: 'Here.' }, schemas)
  expect(editor).toMatchObject({
    kind: 'either',
    ways: [
      { label: 'number', editor: { kind: 'number', min: 0, max: 600 } },
      {
        label: 'uniform',
        editor: { kind: 'group', fields: [{ name: 'uniform', editor: { kind: 'list', min: 2, max: 2 } }] },
      },
      { label: 'mean', editor: { kind: 'group', fields: [{ name: 'mean', editor: { kind: 'group' } }] } },
    ],
  })
})

test('what stands beside a reference goes before what it refers to', () => {
  const own = { properties: { a: { $ref: '#/x/Wait', description: 'Own.' }, b: { $ref: '#/x/Wait' }, c: {} } }
  expect(fieldsOf(own, schemas, ['c']).map(({ name, description }) => [name, description])).toEqual([
    ['a', 'Own.'],
    ['b', 'A wait.'],
  ])
})
