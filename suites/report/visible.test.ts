import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visible, visibleLine } from './visible.ts'

test.each([
  ['a colour', '\u001b[31mred', '\\x1b[31mred'],
  ['a title of the window', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
  ['the same in C1', '\u009d0;owned\u009c', '\\x9d0;owned\\x9c'],
  ['the beginning of the line once more', 'bad\rgood', 'bad\\x0dgood'],
  ['a step back', 'bad\b\b\bgood', 'bad\\x08\\x08\\x08good'],
  ['text from the right', 'a\u202Ecba', 'a\\u202ecba'],
  ['an isolate', '\u2066a\u2069', '\\u2066a\\u2069'],
  ['a space without width', 'a\u200Bb\uFEFF', 'a\\u200bb\\ufeff'],
  ['a tag', 'a\u{E0041}', 'a\\u{e0041}'],
  ['half a pair', 'a\uD800', 'a\\ud800'],
  ['what is not assigned', '\uFFFF', '\\uffff'],
])('%s is shown', (_, text, shown) => {
  expect(visible(text)).toBe(shown)
})

test('ordinary text stays: letters, lines, tabs, emoji', () => {
  const text = 'Größe 大小 שלום 😀\n\tdone'
  expect(visible(text)).toBe(text)
  expect(visibleLine('a\nb')).toBe('a\\x0ab')
})

test('nothing that is shown acts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleLine(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    }),
  )
})
