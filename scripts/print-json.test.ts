import { expect, test } from 'vitest'
import { printJson } from './print-json.ts'

test('what is printed reads as what it was', () => {
  const value = {
    a: [1, 'x', null, { b: [] }],
    long: 'y'.repeat(300),
    none: {},
    deep: { list: Array(100).fill('entry') },
  }
  expect(JSON.parse(printJson(value))).toEqual(value)
  expect(printJson(value).split('\n').length).toBeGreaterThan(100)
})

test('what has no value is left out', () => {
  expect(printJson({ a: undefined, b: 1 })).toBe('{ "b": 1 }')
})
