import { describe, expect, test } from 'vitest'
import type { JsonSchema } from '../schemas/index.ts'
import { exampleOf } from './example-of.ts'

describe('an example', () => {
  const schemas = { Id: { type: 'string', format: 'uuid' } }
  const object = (properties: Record<string, JsonSchema>, required: string[] = []) => ({
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
  })
  test.each<[string, JsonSchema, unknown]>([
    ['of a text', { type: 'string' }, 'video/mp4'],
    ['of a text with a word of its field', object({ title: { type: 'string' } }), { title: 'Red chair' }],
    ['of a format', { type: 'string', format: 'date' }, '2026-01-31'],
    ['of a format that nobody knows', { type: 'string', format: 'color' }, 'video/mp4'],
    ['of a pattern', { type: 'string', pattern: '^#[0-9A-F]{6}$' }, '#8A2B2B'],
    [
      'of a pattern that the word does not fit',
      object({ title: { type: 'string', pattern: '^up' } }),
      { title: 'upgrade' },
    ],
    ['of a text of some length', { type: 'string', minLength: 11 }, 'https://example.com/'],
    ['of a text of great length', { type: 'string', minLength: 40 }, 'x'.repeat(40)],
    ['of values', { type: 'string', enum: ['b', 'a'] }, 'b'],
    ['of alternatives', { anyOf: [{ type: 'boolean' }, { type: 'string' }] }, true],
    ['of a type that may be null', { type: ['null', 'boolean'] }, true],
    ['of a switch that is off', { type: 'boolean', default: false }, false],
    ['of a number', { type: 'number' }, 1],
    ['of a number from a bound on', { type: 'integer', minimum: 0 }, 0],
    ['of a number above a bound', { type: 'integer', exclusiveMinimum: 0 }, 1],
    ['of a list', { type: 'array', items: { type: 'boolean' } }, [true]],
    ['of a list of two', { type: 'array', minItems: 2, items: { type: 'integer' } }, [1, 1]],
    ['of a list with a word of its field', object({ tags: { type: 'array', items: {} } }), { tags: ['chair'] }],
    ['of a reference', { $ref: '#/components/schemas/Id' }, '550e8400-e29b-41d4-a716-446655440000'],
    [
      'of an object: what is required of it',
      object({ a: { type: 'integer' }, b: { type: 'boolean' }, c: { type: 'integer' } }, ['b', 'c']),
      { b: true, c: 1 },
    ],
    [
      'of an object that requires nothing: one field',
      { properties: { a: { type: 'integer' }, b: { type: 'boolean' } } },
      { a: 1 },
    ],
  ])('%s', (_, schema, example) => {
    expect(exampleOf(schema, schemas)).toEqual(example)
  })

  test('that no text fits is asked for by its pattern', () => {
    expect(() => exampleOf({ type: 'string', pattern: '^\\d{9}$' }, {})).toThrow(
      'No example fits the pattern ^\\d{9}$; add one to contracts/openapi/example-of.ts',
    )
  })
})

/** Lists in lists, so many. */
const nested = (depth: number): JsonSchema =>
  depth === 0 ? { type: 'boolean' } : { type: 'array', items: nested(depth - 1) }

test('a schema that needs itself is refused by the name of the field; twenty steps are not too many', () => {
  const again = { type: 'object', properties: { next: { $ref: '#/components/schemas/Chain' } }, required: ['next'] }
  expect(() => exampleOf(again, { Chain: again })).toThrow('next has no end')
  expect(JSON.stringify(exampleOf(nested(20), {}))).toBe(`${'['.repeat(20)}true${']'.repeat(20)}`)
  expect(() => exampleOf(nested(21), {})).toThrow('has no end')
})
