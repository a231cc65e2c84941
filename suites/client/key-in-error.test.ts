import { expect, test } from 'vitest'
import { keyInError } from './key-in-error.ts'

const key = 'aion_test_some_key_of_a_client'
const bearer = { headers: { Authorization: `Bearer ${key}` } }

test.each([
  ['a message that quotes the request', new Error(`GET /?key=${key} failed`), 'the message'],
  ['a property that JSON shows', Object.assign(new Error('failed'), { config: bearer }), 'JSON.stringify'],
  [
    'a property that only a log shows',
    new Error('failed', { cause: Object.assign(new Error(), bearer) }),
    'util.inspect',
  ],
])('%s shows the key', (_, error, place) => {
  expect(keyInError(error, key)).toContain(place)
})

test('toJSON decides what JSON shows', () => {
  const error = Object.assign(new Error('failed'), { toJSON: () => ({ config: bearer }) })
  expect(keyInError(error, key)).toContain('JSON.stringify')
})

test('a key that no log shows is a note', () => {
  const hidden = Object.defineProperty(new Error('failed'), 'request', { value: bearer, enumerable: false })
  expect(keyInError(hidden, key)).toEqual(['deeper inside'])
  expect(keyInError(Object.assign(new Error('failed'), { a: { b: { c: { d: bearer } } } }), key)).toContain(
    'JSON.stringify',
  )
})

test('an error without it shows none', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(keyInError(Object.assign(new Error('failed'), circle), key)).toEqual([])
  expect(keyInError(undefined, key)).toEqual([])
})

test('an upload that hangs on an error costs no time', () => {
  const error = Object.assign(new Error('failed'), { config: { ...bearer, body: new Uint8Array(8_000_000) } })
  const startedMs = performance.now()
  expect(keyInError(error, key)).toContain('JSON.stringify')
  expect(performance.now() - startedMs).toBeLessThan(1_000)
})
