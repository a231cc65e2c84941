import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deepestJson, mostJsonValues, readJson } from './read-json.ts'

test('whatever JSON.parse reads is read alike', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      expect(readJson(text)).toEqual({ value: JSON.parse(text) })
    }),
  )
})

test('no text throws, and what JSON.parse refuses has a fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\ aN1-') }), (text) => {
      const { fault } = readJson(text)
      if (fault === undefined) expect(() => JSON.parse(text)).not.toThrow()
    }),
  )
})

test.each([
  ['', 'empty', undefined],
  ['  \r\n', 'empty', undefined],
  ['{"a":1', 'broken', undefined],
  ['<html>', 'broken', undefined],
  ['{"a":1}<!-- served by node 3 -->', 'trailing-text', { a: 1 }],
  ['{"a":1}{"a":2}', 'trailing-text', { a: 1 }],
  ['{"a":"}"}]', 'trailing-text', { a: '}' }],
  ['{"a":NaN}', 'not-a-number', { a: null }],
  ['[-Infinity, "NaN"]', 'not-a-number', [null, 'NaN']],
  ['[Infinity, "a\\"NaN", 1]', 'not-a-number', [null, 'a"NaN', 1]],
  ['{"NaN": 1', 'broken', undefined],
  ['{"a":NaN', 'broken', undefined],
  ['[NaN]]', 'broken', undefined],
  ['[NaNs]', 'broken', undefined],
  ['1 2', 'broken', undefined],
  ['[1] x', 'trailing-text', [1]],
  ['{"a":[1,{"b":2}]},', 'trailing-text', { a: [1, { b: 2 }] }],
  ['{"a":"\\"}"} x', 'trailing-text', { a: '"}' }],
  ['[1}x', 'broken', undefined],
  [']', 'broken', undefined],
])('%j is %s', (text, fault, value) => {
  expect(readJson(text)).toEqual({ value, fault })
})

test('a text in a string is no structure', () => {
  expect(readJson(JSON.stringify({ a: '['.repeat(1_000), b: '\\"[' })).fault).toBeUndefined()
})

test('400,000 nested arrays are refused in no time, closed or not', () => {
  const from = process.cpuUsage()
  expect(readJson('['.repeat(400_000)).fault).toBe('too-deep')
  expect(readJson('['.repeat(400_000) + ']'.repeat(400_000)).fault).toBe('too-deep')
  expect(readJson('{"a":'.repeat(400_000)).fault).toBe('too-deep')
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(3_000)
})

test.each([
  ['quotes in a text that breaks off', `{"m":"${'File \\"'.repeat(60_000)}`],
  ['the same with NaN behind', `{"m":"${'File \\"'.repeat(60_000)} NaN`],
  ['quotes', `NaN${'"'.repeat(500_000)}`],
  ['backslashes', `NaN{"${'\\'.repeat(500_001)}`],
  ['minus signs', `NaN${'-'.repeat(500_000)}`],
])('%s take no time', (_, text) => {
  const from = process.cpuUsage()
  expect(readJson(text).fault).toBe('broken')
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(3_000)
})

test('the deepest that is allowed is read, one more is not', () => {
  expect([deepestJson, mostJsonValues]).toEqual([200, 60_000])
  const nested = (levels: number) => readJson('['.repeat(levels) + ']'.repeat(levels)).fault
  expect([nested(deepestJson), nested(deepestJson + 1)]).toEqual([undefined, 'too-deep'])
  const objects = (levels: number) => readJson('{"a":'.repeat(levels) + 1 + '}'.repeat(levels)).fault
  expect([objects(deepestJson), objects(deepestJson + 1)]).toEqual([undefined, 'too-deep'])
  const siblings = readJson(
    `[${Array(deepestJson + 1)
      .fill('[]')
      .join()}]`,
  )
  expect(siblings.fault).toBeUndefined()
})

test('so many values are read, not one more', () => {
  // A list of n numbers counts as n + 1: the list, too.
  const numbers = (count: number) => readJson(`[${'0,'.repeat(count - 1)}0]`).fault
  expect([numbers(mostJsonValues - 1), numbers(mostJsonValues)]).toEqual([undefined, 'too-many-values'])
})

test('a text of nothing but values is not read', () => {
  expect(readJson(`[${'0,'.repeat(mostJsonValues)}0]`).fault).toBe('too-many-values')
  expect(readJson(`[${'{},'.repeat(mostJsonValues)}{}]`).fault).toBe('too-many-values')
})
