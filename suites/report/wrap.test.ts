import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrap } from './wrap.ts'

test('words stay whole where they fit', () => {
  expect(wrap('one two three four', 12, '  ')).toEqual(['  one two', '  three four'])
})

test('a word longer than a line is broken', () => {
  expect(wrap('abcdefghijklmno', 10)).toEqual(['abcdefghij', 'klmno'])
})

test('line breaks of the text stay', () => {
  expect(wrap('a\nb', 80)).toEqual(['a', 'b'])
})

test('no line is wider than asked, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 10, max: 100 }), (text, width) => {
      const lines = wrap(text, width)
      expect(lines.every((line) => line.length <= width)).toBe(true)
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
