import { describe, expect, test } from 'vitest'
import { createRedactor } from './redact.ts'

const key = 'aion_live_5q/Zr-81+kLmW_09'
const { redact, has, hasBeginning } = createRedactor([key])

const escapes = [...key].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')
const basic = (user: string) => Buffer.from(`${user}:${key}`).toString('base64')

describe('a key is found and masked', () => {
  test.each([
    ['as it is', key],
    ['in capitals', key.toUpperCase()],
    ['percent-encoded', encodeURIComponent(key)],
    ['with each letter percent-encoded', [...key].map((l) => `%${l.charCodeAt(0).toString(16)}`).join('')],
    ['with escapes of JSON', escapes],
    ['as entities', [...key].map((l) => `&#${l.charCodeAt(0)};`).join('')],
    ['in base64', Buffer.from(key).toString('base64')],
    ['in base64 for URLs', Buffer.from(key).toString('base64url')],
    ['in basic credentials', basic('me')],
    ['in others', basic('api')],
    ['in yet others', basic('user')],
  ])('%s', (_, form) => {
    expect(has(`Bad key <${form}>`)).toBe(true)
    const masked = redact(`Bad key <${form}>`)
    expect(masked).toMatch(/^Bad key <[^<>]{0,12}\*\*\*[^<>]{0,3}>$/)
    expect(has(masked)).toBe(false)
  })
})

test('its first twelve letters give it away', () => {
  expect(hasBeginning(`Key ${key.slice(0, 12)}… is unknown`)).toBe(true)
  expect(redact(`Key ${key.slice(0, 12)}… is unknown`)).toBe('Key ***… is unknown')
  expect(hasBeginning(`Key ${key.slice(0, 11)}… is unknown`)).toBe(false)
})

test('words are no keys', () => {
  const { redact, has } = createRedactor(['', undefined, 'read'])
  expect([redact('read it'), has('read it')]).toEqual(['read it', false])
})

test('a key that begins with another is masked whole', () => {
  expect(createRedactor(['aion_one_key', 'aion_one_key_and_more']).redact('<aion_one_key_and_more>')).toBe('<***>')
})

test('many keys and a long text take no time', () => {
  const many = createRedactor(Array.from({ length: 9 }, (_, index) => `aion_${index}${key}`))
  const from = process.cpuUsage()
  many.redact('{"aion_'.repeat(75_000))
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(2_000)
})

test('a key is found where a text begins with it, too', () => {
  expect([has(key), hasBeginning(`${key.slice(0, 12)}…`), redact(key)]).toEqual([true, true, '***'])
})
