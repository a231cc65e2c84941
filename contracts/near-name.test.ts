import { expect, test } from 'vitest'
import { didYouMean, nearName } from './near-name.ts'

test.each([
  ['lmit', 'limit'],
  ['LIMIT', 'limit'],
  ['ofset', 'offset'],
  ['tag', 'tags'],
  ['sortby', 'sort_by'],
])('%s is near %s', (word, near) => {
  expect(nearName(word, ['limit', 'offset', 'tags', 'sort_by'])).toBe(near)
})

test('one letter in three may differ', () => {
  expect(nearName('abcdef', ['abcdxy'])).toBe('abcdxy')
  expect(nearName('abcdef', ['abcxyz'])).toBeUndefined()
  expect(nearName('abcd', ['abxy'])).toBe('abxy')
})

test('a word far from every candidate has no near name', () => {
  expect(nearName('banana', ['limit', 'offset'])).toBeUndefined()
})

test('without candidates there is no near name', () => {
  expect(nearName('limit', [])).toBeUndefined()
})

test('a refusal ends with the near name or with nothing', () => {
  expect(`Unknown code.${didYouMean('RATE_LIMIT_EROR', ['RATE_LIMIT_ERROR'])}`).toBe(
    'Unknown code. Did you mean RATE_LIMIT_ERROR?',
  )
  expect(didYouMean('banana', ['RATE_LIMIT_ERROR'])).toBe('')
})
