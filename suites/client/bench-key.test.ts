import { expect, test } from 'vitest'
import { benchKey, holdsKey } from './bench-key.ts'

test('the key is found as it is and as Basic authentication carries it', () => {
  expect(holdsKey(`Bearer ${benchKey}`)).toBe(true)
  expect(holdsKey(`Basic ${Buffer.from(`user:${benchKey}`).toString('base64')}`)).toBe(true)
  expect(holdsKey(`Basic ${Buffer.from(`${benchKey}:`).toString('base64url')}`)).toBe(true)
})

test('what only looks like a key is none', () => {
  expect(holdsKey('Bearer aion_test_other_than_the_first')).toBe(false)
  expect(holdsKey(Buffer.from('a long text that is nobody’s key').toString('base64'))).toBe(false)
})
