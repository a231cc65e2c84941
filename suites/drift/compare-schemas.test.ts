import { describe, expect, test } from 'vitest'
import { compareSchemas, type Direction } from './compare-schemas.ts'
import type { OpenApiDocument } from './document.ts'

const document: OpenApiDocument = { openapi: '3.1.0', paths: {} }
const sides = { published: document, contract: document }

const told = (published: unknown, contract: unknown, direction: Direction = 'body', where = 'body ') =>
  [...compareSchemas(sides, published, contract, where, direction)].map(
    ({ where, what, published, contract }) => `${where}: ${what} ${published} | ${contract}`,
  )

describe('two schemas differ in', () => {
  test.each<[string, unknown, unknown, readonly string[]]>([
    ['nothing', { type: 'string' }, { type: 'string' }, []],
    ['type', { type: 'string' }, {}, ['body: type string | anything']],
    ['null', { type: ['string', 'null'] }, { type: 'string' }, ['body: type string or null | string']],
    ['values', { enum: ['a', 'b'] }, { type: 'string' }, ['body: values "a", "b" | open']],
    ['default', { type: 'string', default: 'a' }, { type: 'string' }, ['body: default "a" | none']],
    ['no default', { type: 'string' }, { type: 'string', default: 'a' }, ['body: default none | "a"']],
    [
      'limits of either',
      { type: 'integer', minimum: 1 },
      { type: 'integer', maximum: 2 },
      ['body: minimum 1 | none', 'body: maximum none | 2'],
    ],
    [
      'a field',
      { properties: { a: { type: 'string' } } },
      { properties: { b: { type: 'string' } } },
      ['body a: presence there | absent', 'body b: presence absent | there'],
    ],
    [
      'what is required',
      { properties: { a: {} }, required: ['a'] },
      { properties: { a: {} } },
      ['body a: required true | false'],
    ],
    [
      'entries, and fields of them',
      { type: 'array', items: { properties: { a: { items: { type: 'string' } } } } },
      { type: 'array', items: { properties: { a: { items: { type: 'integer' } } } } },
      ['body[].a[]: type string | integer'],
    ],
    ['nothing more where one has no fields', { properties: { a: {} } }, { type: 'object' }, []],
    ['nothing more where one has no entries', { items: { type: 'string' } }, { type: 'array' }, []],
  ])('%s', (_, published, contract, expected) => {
    expect(told(published, contract)).toEqual(expected)
  })
})

test('an answer has no defaults and limits, but types', () => {
  expect(told({ type: 'integer', minimum: 1, default: 2 }, { type: 'integer' }, 'answer')).toEqual([])
  expect(told({ type: 'integer' }, { type: 'string' }, 'answer', '200 ')).toEqual(['200: type integer | string'])
})

test('in text nothing is null', () => {
  expect(told({ type: ['string', 'null'] }, { type: 'string' }, 'text', 'query q')).toEqual([])
})

test('a schema that holds itself is followed for eight steps', () => {
  const nested = (depth: number, end: object): object =>
    depth === 0 ? end : { properties: { a: nested(depth - 1, end) } }
  const differ = (depth: number) => told(nested(depth, { type: 'string' }), nested(depth, { type: 'integer' }))
  expect(differ(8)).toEqual(['body a.a.a.a.a.a.a.a: type string | integer'])
  expect(differ(9)).toEqual([])
})
