import { expect, test } from 'vitest'
import {
  authorization,
  keysFromEnvironment,
  keyVariables,
  requireSendableKeys,
  sentKey,
  usedKey,
} from './credentials.ts'

test('each key has its variable', () => {
  expect(keyVariables).toEqual({
    main: 'AIONVISION_API_KEY',
    expired: 'AIONVISION_EXPIRED_API_KEY',
    deactivated: 'AIONVISION_DEACTIVATED_API_KEY',
    readonly: 'AIONVISION_READONLY_API_KEY',
    pastdue: 'AIONVISION_PASTDUE_API_KEY',
    limited: 'AIONVISION_LIMITED_API_KEY',
    other: 'AIONVISION_OTHER_API_KEY',
    full: 'AIONVISION_FULL_API_KEY',
    exhausted: 'AIONVISION_EXHAUSTED_API_KEY',
  })
})

test('a burst without a key of its own takes the main one, nothing else does', () => {
  expect(usedKey('limited', {})).toBe('main')
  expect(usedKey('limited', { limited: 'k' })).toBe('limited')
  expect(usedKey('other', {})).toBe('other')
  expect(usedKey('none', {})).toBe('none')
})

test('what is sent, and what is shown of it', () => {
  expect([sentKey('none', {}), authorization('none', {})]).toEqual([undefined, undefined])
  expect(sentKey('other', { other: 'aion_o' })).toBe('aion_o')
  expect(authorization('other', { other: 'aion_o' })).toEqual({
    sent: ['Authorization', 'Bearer aion_o'],
    shown: ['Authorization', 'Bearer $AIONVISION_OTHER_API_KEY'],
  })
  expect(authorization('main', {})?.sent).toEqual(['Authorization', 'Bearer '])
  const malformed = ['Authorization', 'Bearer not-a-key-7c1e4b']
  expect(authorization('malformed', {})).toEqual({ sent: malformed, shown: malformed })
  expect(sentKey('unknown', {})).toBe('aion_nobody_was_ever_given_this_key')
})

test.each([
  ['', 'The key other (AIONVISION_OTHER_API_KEY) is empty'],
  ['a\nb', 'The key other (AIONVISION_OTHER_API_KEY) holds a line break, which no header can carry'],
  ['a\rb', 'The key other (AIONVISION_OTHER_API_KEY) holds a line break, which no header can carry'],
  ['a b', 'The key other (AIONVISION_OTHER_API_KEY) holds a space, which no header can carry'],
  ['ä', 'The key other (AIONVISION_OTHER_API_KEY) holds a character that is not ASCII, which no header can carry'],
])('the key %j is refused', (other, message) => {
  expect(() => requireSendableKeys({ main: 'aion_m', other })).toThrow(new TypeError(message))
})

test('keys that headers can carry are fine', () => {
  expect(() => requireSendableKeys({ main: '!~' })).not.toThrow()
})

test('the environment gives the keys that it holds', () => {
  const environment = { AIONVISION_API_KEY: 'm', AIONVISION_FULL_API_KEY: 'f', AIONVISION_OTHER_API_KEY: '', PATH: '/' }
  expect(keysFromEnvironment(environment)).toEqual({ main: 'm', full: 'f' })
})
