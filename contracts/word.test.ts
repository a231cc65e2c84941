import { expect, test } from 'vitest'
import { wordOf } from './word.ts'

const cycle: unknown[] = []
cycle.push(cycle)

test.each<[name: string, value: unknown, word: string]>([
  ['a text', 'text', 'text'],
  ['a long text', 'x'.repeat(81), 'x'.repeat(80)],
  ['a long list', ['x'.repeat(90)], `["${'x'.repeat(78)}`],
  ['an object', { a: 1 }, '{"a":1}'],
  ['null', null, 'null'],
  ['undefined', undefined, 'nothing'],
  ['a bigint', BigInt(7), 'a bigint'],
  ['a cycle', cycle, 'a object'],
])('%s', (_, value, word) => {
  expect(wordOf(value)).toBe(word)
})
