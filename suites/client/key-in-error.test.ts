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
  const from = process.cpuUsage()
  expect(keyInError(error, key)).toContain('JSON.stringify')
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(1_000)
})

test('every place that shows the key is named', () => {
  const error = new Error(`GET /?key=${key} failed`)
  expect(keyInError(error, key)).toEqual(['the message', 'String(error)', 'the stack', 'util.inspect'])
  expect(keyInError(`key=${key}`, key)).toEqual(['String(error)', 'JSON.stringify', 'util.inspect'])
})

test('logs are read two levels deep, and all else twelve', () => {
  const nested = (depth: number): object => (depth === 0 ? bearer : { next: nested(depth - 1) })
  const hidden = (depth: number) => Object.assign(new Error('failed'), { toJSON: () => ({}), next: nested(depth) })
  expect([0, 1, 9, 10, 11].map((depth) => keyInError(hidden(depth), key).join())).toEqual([
    'util.inspect',
    'deeper inside',
    'deeper inside',
    'deeper inside',
    '',
  ])
})

test('of a long text the beginning is read as JSON', () => {
  const shows = (before: number) =>
    keyInError({ [Symbol.toPrimitive]: () => '', text: `${'-'.repeat(before)}${key}` }, key).includes('JSON.stringify')
  expect([100_000 - key.length, 100_001 - key.length].map(shows)).toEqual([true, false])
})
