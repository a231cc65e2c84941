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

test('characters that act are shown, and no line is a command to a workflow', () => {
  expect(wrap('a\u001b[31mb\rc', 80)).toEqual(['a\\x1b[31mb\\x0dc'])
  expect(wrap('see ::debug::', 10)).toEqual(['see', ': :debug::'])
  expect(wrap('##[error]a', 80, '  ')).toEqual(['  ## [error]a'])
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
