import { expect, test } from 'vitest'
import { mapSchema, published, where, wholeNumber } from './json-schema.ts'

test('a condition has what follows, and what follows otherwise when it is said', () => {
  expect(JSON.stringify(where({ a: 1 }, { b: 2 }))).toBe('{"if":{"a":1},"then":{"b":2}}')
  expect(JSON.stringify(where({ a: 1 }, { b: 2 }, { c: 3 }))).toBe('{"if":{"a":1},"then":{"b":2},"else":{"c":3}}')
})

test('a count is a whole number that is exact', () => {
  expect(wholeNumber).toEqual({
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    expected: 'a whole number of at least 0',
  })
})

test('every object of a schema is seen, also what replaced another, and the schema itself stays', () => {
  const schema = { a: [{ b: 1 }, 'text', null], c: { d: 7 } }
  const mapped = mapSchema(schema, (object) => ('b' in object ? { e: { b2: object.b } } : { ...object, seen: true }))
  expect(mapped).toEqual({
    a: [{ e: { b2: 1, seen: true } }, 'text', null],
    c: { d: 7, seen: true },
    seen: true,
  })
  expect(schema).toEqual({ a: [{ b: 1 }, 'text', null], c: { d: 7 } })
})

test('what only our generator and messages read is not published, and parts are found where they stand', () => {
  const schemas = {
    One: { type: 'string', tsType: 'X', expected: 'a word' },
    Two: { $ref: 'other.json#/$defs/One', description: 'it', properties: { a: { $ref: '#/$defs/Two' } } },
  }
  expect(published(schemas)).toEqual({
    One: { type: 'string' },
    Two: { $ref: '#/$defs/One', description: 'it', properties: { a: { $ref: '#/$defs/Two' } } },
  })
  expect(published(schemas, (name) => `#/x/${name}`).Two.$ref).toBe('#/x/One')
})
