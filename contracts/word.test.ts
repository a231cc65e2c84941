import { expect, test } from 'vitest'
import { wordOf } from './word.ts'

const cycle: unknown[] = []
cycle.push(cycle)

test.each([
  ['text', 'text'],
  ['x'.repeat(81), 'x'.repeat(80)],
  [['x'.repeat(90)], `["${'x'.repeat(78)}`],
  [{ a: 1 }, '{"a":1}'],
  [null, 'null'],
  [undefined, 'nothing'],
  [7n, 'a bigint'],
  [cycle, 'a object'],
])('%j is shown as %s', (value, word) => {
  expect(wordOf(value)).toBe(word)
})
