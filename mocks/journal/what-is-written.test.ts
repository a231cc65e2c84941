import { describe, expect, test } from 'vitest'
import { anAttempt } from '../testing/an-attempt.ts'
import { expectAttempts, gapsMs } from './assertions.ts'
import { recordAnswer, recordBody, recordCut, recordEnd, recordFault, recordHead, recordWarnings } from './record.ts'
import { maskCredential, redactHeaders, redactTarget } from './redact.ts'

const empty = () => anAttempt({ tookMs: null, status: null, answerBytes: null })

test('each part of an attempt is written where it belongs', () => {
  const attempt = empty()
  recordBody(attempt, { bytes: 3, sha256: null })
  expect(attempt.times.bodyEndMs).toBeNull()
  recordBody(attempt, { bytes: 3, sha256: 'abc' }, 4)
  recordFault(attempt, 'reset;by=header')
  recordWarnings(attempt, ['unknown-field;name="a"'])
  recordHead(attempt, 5)
  recordCut(attempt, 6)
  recordEnd(attempt, 7)
  recordAnswer(attempt, { status: 429, headers: ['Retry-After', '3', 'X', 'Retry-After', 'Retry-After', '4'] }, 9)
  expect(attempt).toEqual({
    ...empty(),
    body: { bytes: 3, sha256: 'abc' },
    ...{
      fault: 'reset;by=header',
      status: 429,
      warnings: ['unknown-field;name="a"'],
      answerBytes: 9,
      retryAfter: '3, 4',
    },
    times: { connectedMs: 0, headMs: 1_000, bodyEndMs: 4, responseHeadMs: 5, faultMs: 6, responseEndMs: 7 },
  })
})

test.each([
  [200, ['Retry-After', '3'], null],
  [299, ['Retry-After', '3'], null],
  [300, ['Retry-After', '3'], '3'],
  [503, ['X', 'y'], null],
])('Retry-After of a %d with %j is %s', (status, headers, retryAfter) => {
  const attempt = empty()
  recordAnswer(attempt, { status, headers }, null)
  expect([attempt.retryAfter, attempt.answerBytes]).toEqual([retryAfter, null])
})

test.each([
  ['Bearer aion_test_abc_of_the_tests_here', 'Bearer aion_test_***'],
  ['Bearer aion_abc', 'Bearer aion_***'],
  ['Basic YTpi and more', 'Basic ***'],
  ['aion_test_abc_of_the_tests_here', 'aion_test_***'],
  ['secret', '***'],
  ['bearer  aion_test_abc_of_the_tests_here', 'bearer aion_test_***'],
  ['a=secret; b=secret', '***'],
  ['t=1, v1=secret', '***'],
  ['secret one', '***'],
  ['Bearer', '***'],
])('the credential %s is shown as %s', (value, shown) => {
  expect(maskCredential(value)).toBe(shown)
})

test('headers are shown without their secrets, and the list that came stays as it was', () => {
  const given = [
    'Authorization',
    'Bearer aion_test_abc_of_the_tests_here',
    'Accept',
    '*/*',
    'Referer',
    'http://a/?token=abc',
    'X-Note',
    'aion_test_abc_of_the_tests_here',
    'Odd',
  ]
  const before = [...given]
  expect(redactHeaders(given)).toEqual([
    ...['Authorization', 'Bearer aion_test_***', 'Accept', '*/*'],
    ...['Referer', expect.not.stringContaining('abc'), 'X-Note', 'aion_test_***', 'Odd', ''],
  ])
  expect(given).toEqual(before)
  expect(redactHeaders(['X-Own', 'abc'], (name) => name === 'X-Own')).toEqual(['X-Own', '***'])
})

test('a target is shown without its secrets', () => {
  expect(redactTarget('/api/v2/user-files?limit=5')).toBe('/api/v2/user-files?limit=5')
  expect(redactTarget('/x?key=aion_test_abc_of_the_tests_here')).not.toContain('abc')
})

describe('what a test says of attempts', () => {
  const at = (id: number, startMs: number, status: number | null, fields = {}) =>
    anAttempt({ id, startMs, status, tookMs: 5, ...fields })
  const bytes = { bytes: 2, sha256: '0123456789abcdef' }
  const three = [
    at(1, 0, 429, { body: bytes }),
    at(2, 105, 503, { body: bytes, fault: 'TIMEOUT;by=plan-1' }),
    at(3, 1_110, null, { body: { bytes: 1, sha256: null } }),
  ]

  test('holds or is told with the attempts', () => {
    expect(gapsMs(three)).toEqual([100, 1_000])
    const all = expectAttempts(three)
    expect(
      all
        .count(3)
        .statuses([429, 503, null])
        .gaps([
          [100, 100],
          [1_000, 1_000],
        ]),
    ).toBe(all)
    expect(expectAttempts(three.slice(0, 2)).sameBody()).toBeDefined()
    expect(expectAttempts([]).count(0).gaps([])).toBeDefined()
  })

  test.each([
    [() => expectAttempts(three).count(2), 'Expected 2 attempts, got:'],
    [() => expectAttempts(three).statuses([429, 503]), 'Expected statuses 429, 503, got:'],
    [() => expectAttempts(three).statuses([429, 503, 200]), 'Expected statuses 429, 503, 200, got:'],
    [() => expectAttempts(three).statuses([429, 500, null]), 'Expected statuses 429, 500, no answer, got:'],
    [() => expectAttempts(three).gaps([[100, 100]]), 'Expected gaps of 100 to 100 ms, got:'],
    [
      () =>
        expectAttempts(three).gaps([
          [101, 200],
          [0, 9_999],
        ]),
      'Expected gaps of 101 to 200, 0 to 9999 ms, got:',
    ],
    [
      () =>
        expectAttempts(three).gaps([
          [0, 99],
          [0, 9_999],
        ]),
      'Expected gaps of 0 to 99, 0 to 9999 ms, got:',
    ],
    [() => expectAttempts(three).sameBody(), 'Expected the same body in every attempt, got:'],
  ])('%#: %s', (claim, first) => {
    expect(claim).toThrow(
      [
        first,
        '  1: GET /api/v2/user-files → 429, 2 bytes 01234567',
        '  2: GET /api/v2/user-files after 100 ms → 503 (TIMEOUT;by=plan-1), 2 bytes 01234567',
        '  3: GET /api/v2/user-files after 1000 ms → no answer, 1 bytes and not to the end',
      ].join('\n'),
    )
  })

  test('of none says so', () => {
    expect(() => expectAttempts([]).count(1)).toThrow('Expected 1 attempts, got:\n  no attempt')
  })

  test('waits are counted from the latest that is known of the one before', () => {
    const before = (times: object) => ({
      ...at(1, 10, 200),
      times: { ...anAttempt().times, headMs: 10, responseHeadMs: null, responseEndMs: null, faultMs: null, ...times },
    })
    const gap = (times: object) => gapsMs([before(times), at(2, 100, 200)])
    expect([
      gap({}),
      gap({ responseHeadMs: 20 }),
      gap({ responseHeadMs: 20, faultMs: 30 }),
      gap({ faultMs: 30, responseEndMs: 40 }),
    ]).toEqual([[90], [80], [70], [60]])
  })
})
