import { describe, expect, it, test } from 'vitest'
import { benchKey } from './bench-key.ts'
import { ended } from './hand-made.ts'
import { isAbort, isParseError, readSettled, saysUnsupported } from './outcome.ts'

const resolved = (value: unknown) => readSettled({ status: 'fulfilled', value })
const rejected = (reason: unknown) => readSettled({ status: 'rejected', reason })

class QuotaExceeded extends Error {}

describe('a promise', () => {
  it.each([
    ['resolved with data', () => resolved({ files: [] }), { ok: true, name: null, message: null }],
    ['resolved with nothing', () => resolved(undefined), { ok: true, isUnsure: true }],
    ['resolved with the code of an error', () => resolved({ code: 'RATE_LIMIT_ERROR' }), { ok: true, isUnsure: true }],
    ['resolved with { ok: false }', () => resolved({ ok: false, status: 429 }), { ok: false, status: 429 }],
    [
      'resolved with an error in a field',
      () => resolved({ data: null, error: Object.assign(new QuotaExceeded('no more'), { status: 429 }) }),
      { ok: false, name: 'QuotaExceeded', message: 'no more', status: 429 },
    ],
    [
      'resolved with a pair whose second is an error',
      () => resolved([null, new RangeError('too far')]),
      { ok: false, name: 'RangeError', message: 'too far' },
    ],
    [
      'resolved with a pair that holds an error in its first place',
      () => resolved([new RangeError('too far'), null]),
      { ok: false, name: 'RangeError', message: 'too far' },
    ],
    ['rejected with a list of no errors', () => rejected(['no', 'never']), { ok: false, name: 'string' }],
    ['rejected with a list of errors', () => rejected([1, new RangeError('no')]), { ok: false, name: 'RangeError' }],
    [
      'resolved with a field that tells of an error',
      () => resolved({ error: { message: 'no' } }),
      { ok: false, name: 'Object', message: 'no' },
    ],
    ['rejected with an error', () => rejected(new Error('no')), { ok: false, name: 'Error', message: 'no' }],
    [
      'rejected with an error of a class that names nothing',
      () => rejected(new QuotaExceeded('no')),
      { ok: false, name: 'QuotaExceeded' },
    ],
    [
      'rejected with an error that has a name',
      () => rejected(Object.assign(new QuotaExceeded('no'), { name: 'Quota' })),
      { ok: false, name: 'Quota' },
    ],
    ['rejected with a text', () => rejected('no'), { ok: false, name: 'string', message: 'no' }],
    ['rejected with a number', () => rejected(7), { ok: false, name: 'number', message: null }],
    ['rejected with nothing', () => rejected(undefined), { ok: false, name: null, message: null }],
    ['rejected with null', () => rejected(null), { ok: false, name: 'object', message: null }],
    ['rejected with an object without a class', () => rejected(Object.create(null)), { ok: false, name: null }],
    [
      'rejected with what the API said',
      () => rejected({ status: 422, error: { code: 'VALIDATION_ERROR', message: 'wrong' }, request_id: 'r-1' }),
      { ok: false, name: 'Object', status: 422, code: 'VALIDATION_ERROR', requestId: 'r-1', message: 'wrong' },
    ],
  ] as const)('%s', async (_, settle, wanted) => {
    const outcome = await settle()
    expect(outcome).toMatchObject({ isBlind: false, ...wanted })
    expect('isUnsure' in outcome).toBe('isUnsure' in wanted)
    expect('isUnsupported' in outcome).toBe(false)
    expect(outcome.keyIn).toEqual(outcome.ok ? undefined : [])
    expect(outcome.found.has(429)).toBe(outcome.status === 429)
  })

  it('shows where a failure carries the key', async () => {
    expect((await rejected(new Error(benchKey))).keyIn).toContain('the message')
    expect(await resolved({ key: benchKey })).not.toHaveProperty('keyIn')
  })
})

test('a client may say that it has no such method, resolved or thrown', async () => {
  const says = { unsupported: true }
  expect([await resolved(says), await rejected(says)]).toMatchObject([{ isUnsupported: true }, { isUnsupported: true }])
  expect([says, { unsupported: 'yes' }, {}, null, undefined, 'unsupported'].map(saysUnsupported)).toEqual([
    true,
    ...Array.from({ length: 5 }, () => false),
  ])
})

test.each([
  ['an AbortError', ended(false, { name: 'AbortError' }), true],
  ['a CancelledError', ended(false, { name: 'CancelledError' }), true],
  ['an InterruptedException', ended(false, { name: 'InterruptedException' }), true],
  ['words that say so', ended(false, { name: null, message: 'The operation was aborted' }), true],
  ['words that say so of an answer', ended(429, { message: 'upload aborted' }), false],
  ['an AbortError that holds an answer', ended(429, { name: 'AbortError' }), true],
  ['another error', ended(false, { message: 'no' }), false],
  ['an error without any words', ended(false, { name: null }), false],
  ['a success', ended(true, { name: 'AbortError' }), false],
])('%s is an abort or not', (_, outcome, wanted) => {
  expect(isAbort(outcome)).toBe(wanted)
})

test.each([
  ['a SyntaxError', ended(false, { name: 'SyntaxError' }), true],
  ['a JSONDecodeError in its words', ended(false, { message: 'JSONDecodeError: line 1' }), true],
  ['words of a parser', ended(false, { name: null, message: 'Unexpected token < in JSON' }), true],
  ['a missing method', ended(false, { name: 'TypeError', message: 'x is not a function' }), true],
  ['a network error', ended(false, { name: 'TypeError', message: 'fetch failed' }), false],
  ['a SyntaxError that shows the status', ended(429, { name: 'SyntaxError' }), false],
  ['an error without any words', ended(false, { name: null }), false],
  ['a success', ended(true, { name: 'SyntaxError' }), false],
])('%s is a parse error or not', (_, outcome, wanted) => {
  expect(isParseError(outcome)).toBe(wanted)
})
