import { expect, test } from 'vitest'
import { clip } from './clip.ts'

test('a long text is cut and says how long it was; a short one stays', () => {
  expect(clip('abcdef', 4)).toBe('abcd… (6 letters)')
  expect(clip('abcd', 4)).toBe('abcd')
})

test('no character is cut in two', () => {
  expect(clip('abc😀def', 4)).toBe('abc… (8 letters)')
})
