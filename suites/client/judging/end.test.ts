import { describe, expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { describeEnd, lookAtFinal, lostTheAnswer, shows } from './end.ts'

test('an end is told in words', () => {
  expect(describeEnd(null)).toBe('no end')
  expect(describeEnd(ended(true))).toBe('a success')
  expect(describeEnd(ended(429, { name: 'ApiError', message: 'no' }))).toBe('ApiError with status 429')
  expect(describeEnd(ended(false, { name: 'ApiError', message: 'no' }))).toBe('ApiError (no)')
  expect(describeEnd(ended(false, { name: 'ApiError', message: '' }))).toBe('ApiError')
  expect(describeEnd(ended(false, { name: null, message: 'x'.repeat(101) }))).toBe(`an error (${'x'.repeat(100)})`)
})

test('a failure shows a status by its own, by what is found in it, or where nothing more can be seen', () => {
  expect(shows(ended(429), 429)).toBe(true)
  expect(shows(ended(429), 503)).toBe(false)
  expect(shows(ended(false, {}, [503]), 503)).toBe(true)
  expect(shows(ended(false), 503)).toBe(false)
  expect(shows(ended(false, { isBlind: true }), 503)).toBe(true)
  expect(shows(ended(false, { isBlind: true, name: 'SyntaxError' }), 503)).toBe(false)
  expect(shows(ended(true, { status: 429 }), 429)).toBe(false)
})

test('an answer is lost by a call that failed once and shows nothing of it', () => {
  const lost = (...given: Parameters<typeof call>) => lostTheAnswer(call(...given))
  expect(lost([attempt(0, 503)], ended(false))).toBe(true)
  expect(lost([attempt(0, 503)], ended(503))).toBe(false)
  expect(lost([attempt(0, 503)], ended(true))).toBe(false)
  expect(lost([attempt(0, 503)], null)).toBe(false)
  expect(lost([attempt(0, null)], ended(false))).toBe(false)
  expect(lost([attempt(0, 503), attempt(1, 503)], ended(false))).toBe(false)
  expect(lost([], ended(false))).toBe(false)
})

describe('a request that is made once', () => {
  const first = attempt(0, 401)
  const renewed = attempt(1_000, 200, { authorizationSha256: 'other' })
  test.each<[string, Parameters<typeof call>, string]>([
    [
      'and learnt of is right',
      [[attempt(0, 400)], ended(400, { name: 'E' })],
      'pass: 1 attempt, then E with status 400',
    ],
    [
      'and fails without a status is right',
      [[attempt(0, 400)], ended(false, { name: 'E', message: '' })],
      'pass: 1 attempt, then E',
    ],
    ['is not made twice', [[attempt(0, 400), attempt(1, 400)], ended(400)], 'fail: sent 2 attempts after an answer'],
    [
      'is another one with new credentials',
      [[first, renewed], ended(true)],
      'pass: tried again once after an answer, with new credentials',
    ],
    ['is none with the same', [[first, attempt(1, 200)], ended(true)], 'fail: sent 2 attempts after an answer'],
    [
      'is none without any',
      [[first, attempt(1, 200, { authorizationSha256: null })], ended(true)],
      'fail: sent 2 attempts after an answer',
    ],
    [
      'is none where there were none before',
      [[attempt(0, 401, { authorizationSha256: null }), renewed], ended(true)],
      'fail: sent 2 attempts after an answer',
    ],
    [
      'is none after another status',
      [[attempt(0, 403), renewed], ended(true)],
      'fail: sent 2 attempts after an answer',
    ],
    ['is none when it goes on', [[first, renewed, renewed], ended(true)], 'fail: sent 3 attempts after an answer'],
    ['and taken for a success is wrong', [[attempt(0, 400)], ended(true)], 'fail: took an answer for a success'],
    [
      'and taken for another error is wrong',
      [[attempt(0, 400)], ended(500)],
      'fail: answered an answer, its error says 500',
    ],
    [
      'and has not ended tells nothing',
      [[attempt(0, 400)], null, { watchedMs: 100 }],
      'inconclusive: 1 attempt, and the call had not ended',
    ],
    ['is made at all', [[], ended(400), { watchedMs: 100 }], 'inconclusive: 0 attempts, and the call had not ended'],
  ])('%s', (_, given, expected) => {
    const { verdict, evidence } = lookAtFinal(call(...given), 'an answer')
    expect(`${verdict}: ${evidence}`).toBe(expected)
  })
})
