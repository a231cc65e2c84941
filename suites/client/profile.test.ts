import { describe, expect, it } from 'vitest'
import { readProfile } from './profile.ts'

describe('a profile', () => {
  it('is read from JSON', () => {
    expect(readProfile('{"maxAttempts":3,"retriesPost":"with-key"}')).toEqual({
      maxAttempts: 3,
      retriesPost: 'with-key',
    })
  })

  it.each([
    ['{"maxAttempt":3}', 'Did you mean maxAttempts?'],
    ['{"maxAttempts":0}', 'maxAttempts is 0, expected a whole number from 1'],
    ['{"retriesPost":"yes"}', 'expected never, with-key or always'],
    ['[]', 'A profile is an object'],
  ])('refuses %s', (text, message) => {
    expect(() => readProfile(text)).toThrow(message)
  })
})
