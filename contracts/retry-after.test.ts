import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatHttpDate, type HttpDateForm, parseHttpDate } from './http-date.ts'
import { formatRetryAfterDate, formatRetryAfterSeconds, parseRetryAfter, retryAfterDelayMs } from './retry-after.ts'

const nowMs = Date.UTC(2026, 0, 15, 12, 0, 0)
const forms: readonly HttpDateForm[] = ['imf-fixdate', 'rfc850', 'asctime']

describe('seconds', () => {
  test.each([
    ['0', 0],
    ['3', 3],
    ['007', 7],
    [' 5\t', 5],
    ['2592000', 2_592_000],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
  ])('%j are read', (value, seconds) => {
    expect(parseRetryAfter(value)).toEqual({ kind: 'seconds', seconds })
  })
})

describe('the three dates of RFC 9110', () => {
  test.each([['Sun, 06 Nov 1994 08:49:37 GMT'], ['Sunday, 06-Nov-94 08:49:37 GMT'], ['Sun Nov  6 08:49:37 1994']])(
    '%s is read',
    (value) => {
      expect(parseRetryAfter(value, nowMs)).toEqual({ kind: 'date', epochMs: Date.UTC(1994, 10, 6, 8, 49, 37) })
    },
  )

  test('a two-digit year that seems more than fifty years ahead lies in the past', () => {
    expect(parseHttpDate('Thursday, 01-Jan-76 00:00:00 GMT', nowMs)).toBeUndefined() // 2076 is fifty ahead: a Wednesday
    expect(parseHttpDate('Wednesday, 01-Jan-76 00:00:00 GMT', nowMs)).toBe(Date.UTC(2076, 0, 1))
    expect(parseHttpDate('Saturday, 01-Jan-77 00:00:00 GMT', nowMs)).toBe(Date.UTC(1977, 0, 1))
  })

  test('what is written is read back, to the second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2070, 0) }),
        fc.constantFrom(...forms),
        (epochMs, form) => {
          expect(parseHttpDate(formatHttpDate(epochMs, form), nowMs)).toBe(Math.floor(epochMs / 1_000) * 1_000)
        },
      ),
    )
  })
})

const neither = 'is neither whole seconds nor an HTTP-date'

describe('nothing else is accepted', () => {
  test.each([
    ['', 'is empty'],
    [' \t', 'is empty'],
    ['-5', 'is negative'],
    ['1.5', 'is a decimal; only whole seconds are allowed'],
    ['.5', 'is a decimal; only whole seconds are allowed'],
    ['2s', 'carries a unit; only bare seconds are allowed'],
    ['200 MS', 'carries a unit; only bare seconds are allowed'],
    ['2, 3', 'is a list; the field was sent more than once'],
    ['2,3 , 4', 'is a list; the field was sent more than once'],
    ['2026-01-01T00:00:00Z', 'is an ISO 8601 date; HTTP has a date format of its own'],
    ['soon', neither],
    ['+3', neither],
    ['-', neither],
    ['٣', neither],
    ['Mon, 06 Nov 1994 08:49:37 GMT', neither],
    ['Sun, 31 Feb 1993 08:49:37 GMT', neither],
    ['Sun, 06 Nov 1994 24:49:37 GMT', neither],
    ['Sun, 6 Nov 1994 08:49:37 GMT', neither],
    ['Sun, 06 Nov 1994 08:49:37 UTC', neither],
    ['sun, 06 nov 1994 08:49:37 gmt', neither],
  ])('%j is invalid, and the reason is said', (value, reason) => {
    expect(parseRetryAfter(value, nowMs)).toEqual({ kind: 'invalid', reason })
    expect(retryAfterDelayMs(value, nowMs)).toBeUndefined()
  })

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (value) => void parseRetryAfter(value, nowMs)))
  })
})

test('what is asked for is the least that keeps the promise', () => {
  expect([-1, 0, 1, 1_000, 1_001].map(formatRetryAfterSeconds)).toEqual(['0', '0', '1', '1', '2'])
  expect(formatRetryAfterDate(nowMs)).toBe('Thu, 15 Jan 2026 12:00:00 GMT')
  expect(formatRetryAfterDate(nowMs + 1, 'rfc850')).toBe('Thursday, 15-Jan-26 12:00:01 GMT')
  expect(retryAfterDelayMs('3', nowMs)).toBe(3_000)
  expect(retryAfterDelayMs('Thu, 15 Jan 2026 12:00:02 GMT', nowMs)).toBe(2_000)
})

describe('an obedient client is never early', () => {
  test('seconds are rounded up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }).map((microseconds) => microseconds / 1_000),
        (waitMs) => {
          expect((retryAfterDelayMs(formatRetryAfterSeconds(waitMs), nowMs) ?? -1) >= waitMs).toBe(true)
        },
      ),
    )
  })

  test('dates are rounded up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e10 }), fc.constantFrom(...forms), (waitMs, form) => {
        expect((retryAfterDelayMs(formatRetryAfterDate(nowMs + waitMs, form), nowMs) ?? -1) >= waitMs).toBe(true)
      }),
    )
  })

  test('a date in the past means now', () => {
    expect(retryAfterDelayMs(formatHttpDate(nowMs - 60_000), nowMs)).toBe(0)
  })
})
