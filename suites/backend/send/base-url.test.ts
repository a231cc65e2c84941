import { expect, test } from 'vitest'
import { readBaseUrl } from './base-url.ts'

test('slashes at the end do not count', () => {
  expect(readBaseUrl('https://staging.example/api/v2//')).toBe('https://staging.example/api/v2')
})

test.each([
  ['staging.example/api/v2', 'must look like'],
  ['ftp://staging.example', 'must look like'],
  ['https://me:secret@staging.example/api/v2', 'must not hold a password'],
  ['https://staging.example/api/v2?key=1', 'must end with its path'],
])('%s is refused', (text, reason) => {
  expect(() => readBaseUrl(text)).toThrow(reason)
})

test('a refused password is not repeated', () => {
  expect(() => readBaseUrl('https://me:secret@staging.example')).not.toThrow('secret')
})
