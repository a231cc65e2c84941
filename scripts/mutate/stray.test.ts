import { expect, test } from 'vitest'
import { strayText } from './stray.ts'

test.each([
  ['an error', new TypeError('it broke'), 'it broke'],
  ['an error that lost its prototype', Object.assign(Object.create(null), { message: 'it broke' }), 'it broke'],
  ['an object without one', Object.assign(Object.create(null), { code: 7 }), '[Object: null prototype] { code: 7 }'],
  ['a text', 'it broke', "'it broke'"],
  ['nothing', undefined, 'undefined'],
])('%s has words', (_, stray, text) => {
  expect(strayText(stray)).toBe(text)
})
