import { expect, test } from 'vitest'
import { memberOf, withMember } from './member.ts'
import { resolve } from './published.ts'

test('only objects have members', () => {
  expect(memberOf({ a: 1 }, 'a')).toBe(1)
  for (const value of [null, undefined, 'a', { b: 1 }]) expect(memberOf(value, 'a')).toBeUndefined()
})

test('a member is set, replaced and taken away, and nothing is left of an empty object', () => {
  expect(withMember({ a: 1 }, 'b', 2)).toEqual({ a: 1, b: 2 })
  expect(withMember({ a: 1 }, 'a', 2)).toEqual({ a: 2 })
  expect(withMember({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 })
  expect(withMember({ a: 1 }, 'a', undefined)).toBeUndefined()
  expect(withMember(null, 'a', 1)).toEqual({ a: 1 })
  expect(withMember('pass', 'a', 1)).toEqual({ a: 1 })
})

test('a schema is resolved with what stands beside its reference going before', () => {
  const schemas = { A: { $ref: '#/components/schemas/B', title: 'a' }, B: { type: 'string', title: 'b' } }
  expect(resolve({ type: 'object' }, schemas)).toEqual({ type: 'object' })
  expect(resolve({ $ref: '#/components/schemas/A', description: 'c' }, schemas)).toEqual({
    type: 'string',
    title: 'a',
    description: 'c',
  })
  expect(resolve({ $ref: '#/x/Nowhere', title: 't' }, schemas)).toEqual({ title: 't' })
})
