import { describe, expect, test } from 'vitest'
import type { Answered, Exchange } from './exchange.ts'
import { answered, type HandMadeFields, handMadeMs, refused } from './hand-made.ts'
import { isBefore, rateNumber, secondsToReset, secondsToRetry, speaksOfLimits, targetMs } from './rate-limit.ts'

const whole = (exchange: Exchange) => exchange as Answered // each has an answer
const one = (fields: HandMadeFields = {}, status = 200) =>
  whole(answered(status, { operation: 'listFiles', sentMs: handMadeMs, ...fields }))

describe('an answer speaks of limits', () => {
  test.each(['main', 'readonly', 'limited', 'other', 'full', 'exhausted'])('to the key %s', (credential) => {
    expect(speaksOfLimits(one({ credential }))).toBe(true)
  })

  test.each(['none', 'unknown', 'malformed', 'expired', 'deactivated'])('but not to the key %s', (credential) => {
    expect(speaksOfLimits(one({ credential }))).toBe(false)
  })

  test('where an operation answers, with a success or the envelope', () => {
    expect(speaksOfLimits(whole(refused('HTTP_404', { operation: 'listFiles' })))).toBe(true)
    expect(speaksOfLimits(one({ operation: null }))).toBe(false)
    expect(speaksOfLimits(one({ body: 'Bad gateway' }, 502))).toBe(false)
    expect(speaksOfLimits(whole(refused('INVALID_API_KEY', { operation: 'listFiles' })))).toBe(false)
  })

  test.each(['preflight', 'unparsable-body', 'huge-body', 'wrong-type'] as const)('but not to a %s', (intent) => {
    expect(speaksOfLimits(one({ intent }))).toBe(false)
  })
})

test('a header is a number when it is one', () => {
  const of = (value: string | undefined) =>
    rateNumber(one({ headers: { 'X-RateLimit-Remaining': value } }).answer, 'X-RateLimit-Remaining')
  expect([of('12'), of('0'), of('-1'), of('1.5'), of('1 '), of(''), of('a1'), of('1a'), of(undefined)]).toEqual([
    12,
    0,
    ...Array(7).fill(undefined),
  ])
})

test('the time of a target is its Date, else when the answer was there', () => {
  const date = new Date(handMadeMs + 90_000).toUTCString()
  expect(targetMs(one({ headers: { Date: date } }))).toBe(handMadeMs + 90_000)
  expect(targetMs(one({ headers: { Date: 'today' }, elapsedMs: 30 }))).toBe(handMadeMs + 30)
  expect(targetMs(one({ elapsedMs: 30 }))).toBe(handMadeMs + 30)
})

test('what is left of a window counts from that time on', () => {
  const Date_ = new Date(handMadeMs).toUTCString()
  const reset = (value?: number) => one({ headers: { Date: Date_, 'X-RateLimit-Reset': value } })
  expect(secondsToReset(reset(handMadeMs / 1_000 + 7))).toBe(7)
  expect(secondsToReset(reset())).toBeUndefined()
})

test('so does what Retry-After asks for', () => {
  const asked = (value?: string) => one({ headers: { Date: new Date(handMadeMs).toUTCString(), 'Retry-After': value } })
  expect(secondsToRetry(asked('7'))).toBe(7)
  expect(secondsToRetry(asked(new Date(handMadeMs + 9_000).toUTCString()))).toBe(9)
  expect([secondsToRetry(asked('soon')), secondsToRetry(asked())]).toEqual([undefined, undefined])
})

test('what was answered before another was sent came before it', () => {
  const [first, second] = [one({ sentOrder: 1, answeredOrder: 3 }), one({ sentOrder: 4 })]
  expect([
    isBefore(first, second),
    isBefore(first, one({ sentOrder: 3 })),
    isBefore(first, one({ sentOrder: 2 })),
  ]).toEqual([true, false, false])
})
