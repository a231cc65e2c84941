import { expect, test } from 'vitest'
import { nounOf, shown } from './shown.ts'

test.each<[unknown, string]>([
  [undefined, 'nothing'],
  [() => 1, 'nothing'],
  [null, 'null'],
  ['a "b"', '"a \\"b\\""'],
  ['x'.repeat(58), `"${'x'.repeat(58)}"`],
  ['x'.repeat(59), `"${'x'.repeat(58)}…`],
  ['x'.repeat(1_000), `"${'x'.repeat(58)}…`],
  [{ a: [1] }, '{"a":[1]}'],
  [Array(31).fill(1), `[${'1,'.repeat(29)}…`],
])('%j is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text)
})

test.each<[unknown, string]>([
  [undefined, 'missing'],
  [null, 'null'],
  [[], 'a list'],
  [{}, 'an object'],
  [1, 'a number'],
  ['', 'a string'],
  [true, 'a boolean'],
])('%j is %s', (value, noun) => {
  expect(nounOf(value)).toBe(noun)
})
