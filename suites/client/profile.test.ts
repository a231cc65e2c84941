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
    ['{"maxAttempts":0}', 'maxAttempts: Must be a whole number from 1'],
    ['{"retriesPost":"allways"}', 'retriesPost: Must be one of never, with-key, always. Did you mean always?'],
    ['{maxAttempts: 3}', 'A profile: is not JSON; expected an object such as'],
    ['[]', 'A profile: Must be an object such as'],
  ])('refuses %s', (text, message) => {
    expect(() => readProfile(text)).toThrow(message)
  })
})
