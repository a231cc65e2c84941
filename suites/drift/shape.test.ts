import { describe, expect, test } from 'vitest'
import type { OpenApiDocument } from './document.ts'
import { type Shape, shapeOf } from './shape.ts'

const document: OpenApiDocument = {
  openapi: '3.1.0',
  paths: {},
  components: {
    schemas: {
      Name: { type: 'string', minLength: 1, maxLength: 80 },
      Named: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
      Sized: { type: 'object', properties: { size: { type: 'integer' } }, required: ['size'] },
    },
  },
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** A schema that demands nothing. */
const anything: Shape = {
  types: [],
  isNullable: false,
  values: null,
  limits: {},
  default: null,
  fields: null,
  items: undefined,
}

describe('a schema demands', () => {
  const cases: readonly [string, unknown, Partial<Shape>][] = [
    ['nothing', {}, {}],
    ['nothing where there is none', undefined, {}],
    ['a type', { type: 'integer' }, { types: ['integer'] }],
    ['one of its types, in any order', { type: ['string', 'integer'] }, { types: ['integer', 'string'] }],
    ['a format of a text', { type: 'string', format: 'uuid' }, { types: ['string:uuid'] }],
    ['no format of a number', { type: 'number', format: 'float' }, { types: ['number'] }],
    ['null, too', { type: ['string', 'null'] }, { types: ['string'], isNullable: true }],
    ['null in the way of OpenAPI 3.0', { type: 'string', nullable: true }, { types: ['string'], isNullable: true }],
    ['the type of its values', { enum: ['b', 'a', 'b'] }, { types: ['string'], values: ['"a"', '"b"'] }],
    ['null among its values', { enum: [1, null] }, { types: ['number'], isNullable: true, values: ['1'] }],
    ['one value', { const: 'x' }, { types: ['string'], values: ['"x"'] }],
    ['an object by its fields', { properties: {} }, { types: ['object'], fields: {} }],
    ['a list by its entries', { items: { type: 'string' } }, { types: ['array'], items: { type: 'string' } }],
    [
      'fields, some of them',
      { properties: { a: { type: 'string' }, b: {} }, required: ['a'] },
      {
        types: ['object'],
        fields: { a: { schema: { type: 'string' }, isRequired: true }, b: { schema: {}, isRequired: false } },
      },
    ],
    [
      'limits',
      { type: 'number', minimum: 0, exclusiveMinimum: 1, maximum: 9, exclusiveMaximum: 8 },
      { types: ['number'], limits: { minimum: '0', exclusiveMinimum: '1', maximum: '9', exclusiveMaximum: '8' } },
    ],
    [
      'limits of a text',
      { ...ref('Name'), pattern: '^x' },
      { types: ['string'], limits: { minLength: '1', maxLength: '80', pattern: '^x' } },
    ],
    [
      'limits of a list',
      { type: 'array', minItems: 1, maxItems: 3 },
      { types: ['array'], limits: { minItems: '1', maxItems: '3' } },
    ],
    ['a default', { type: 'boolean', default: false }, { types: ['boolean'], default: 'false' }],
    ['no default of null', { type: 'string', default: null }, { types: ['string'] }],
    [
      'what its one alternative demands',
      { anyOf: [ref('Name')] },
      { types: ['string'], limits: { minLength: '1', maxLength: '80' } },
    ],
    [
      'what its one alternative beside null demands',
      { anyOf: [{ ...ref('Name'), default: 'x' }, { type: 'null' }] },
      { types: ['string'], isNullable: true, limits: { minLength: '1', maxLength: '80' }, default: '"x"' },
    ],
    [
      'no limits, fields, entries or default where it has several alternatives',
      {
        oneOf: [
          { type: 'string', minLength: 3, default: 'x' },
          { type: 'object', properties: { a: {} } },
          { type: 'array', items: { type: 'string' } },
        ],
      },
      { types: ['array', 'object', 'string'] },
    ],
    [
      'a default of its own before that',
      { anyOf: [ref('Name'), { type: 'integer' }], default: 7 },
      { types: ['integer', 'string'], default: '7' },
    ],
    [
      'values of all alternatives',
      { anyOf: [{ enum: ['b'] }, { const: 'a' }] },
      { types: ['string'], values: ['"a"', '"b"'] },
    ],
    [
      'all that is joined, and its own',
      { allOf: [ref('Named'), ref('Sized')], properties: { own: {} }, required: ['own'] },
      {
        types: ['object'],
        fields: {
          own: { schema: {}, isRequired: true },
          name: { schema: { type: 'string' }, isRequired: true },
          size: { schema: { type: 'integer' }, isRequired: true },
        },
      },
    ],
  ]
  test.each(cases)('%s', (_, schema, shape) => {
    expect(shapeOf(document, schema)).toEqual({ ...anything, ...shape })
  })
})
