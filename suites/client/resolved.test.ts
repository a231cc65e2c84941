import { describe, expect, it, test } from 'vitest'
import { type Resolved, readResolved } from './resolved.ts'

const envelope = { error: { code: 'RATE_LIMIT_ERROR', message: 'Too fast' }, request_id: 'r-1' }
class Err {
  readonly error = new Error('no')
  isErr() {
    return true
  }
  isOk() {
    return false
  }
}

describe('what a client resolved with', () => {
  it.each<[string, unknown, Resolved]>([
    ['the API’s data', { files: [], total_count: 0 }, 'ok'],
    ['a list', [{ id: '1' }, { id: '2' }], 'ok'],
    ['data whose status is a word of its own', { batch_id: 'b', status: 'failed', total_items: 1 }, 'ok'],
    ['a Response', Response.json({}), 'ok'],
    ['nothing', undefined, 'nothing'],
    ['data beside an empty error', { data: { files: [] }, error: null }, 'ok'],
    ['an ok flag', { ok: true, data: 1 }, 'ok'],
    ['a pair of null and data', [null, { files: [] }], 'ok'],
    ['a Response with an error status', Response.json(envelope, { status: 429 }), 'error'],
    ['an answer of undici', { statusCode: 503, headers: {}, body: null }, 'error'],
    ['an answer of openapi-fetch', { error: envelope, response: new Response(null, { status: 500 }) }, 'error'],
    ['its answer without a body', { data: undefined, response: new Response(null, { status: 500 }) }, 'error'],
    ['supabase’s answer', { data: null, error: { message: 'no' }, status: 500 }, 'error'],
    ['{ok: false}', { ok: false }, 'error'],
    ['{success: false}', { success: false, reason: 'x' }, 'error'],
    ['neverthrow', new Err(), 'error'],
    ['fp-ts', { _tag: 'Left', left: 'no' }, 'error'],
    ['a pair of data and null', [{ files: [], total_count: 0 }, null], 'ok'],
    ['data that has a message, in a pair', [null, { message: 'Deleted' }], 'ok'],
    ['data, null and the answer', [{ files: [] }, null, Response.json({})], 'ok'],
    ['JSend’s success', { status: 'success', data: { message: 'Deleted' } }, 'ok'],
    ['a pair of null and a reason', [null, { status: 429, message: 'no' }], 'error'],
    ['a pair of null and an envelope', [null, envelope], 'error'],
    ['a pair of undefined and a network error', [undefined, { code: 'ECONNRESET', message: 'no' }], 'error'],
    ['an error, null and the answer', [{ name: 'RateLimitError', message: 'no' }, null, {}], 'error'],
    ['null, an error and the answer', [null, new Error('no'), {}], 'error'],
    ['JSend’s error', { status: 'error', message: 'no', code: 'X', data: {} }, 'error'],
    ['JSend’s fail', { status: 'fail', data: envelope }, 'error'],
    ['a tag beside a reason under some name', { kind: 'failure', payload: { status: 503 } }, 'error'],
    ['an Effect exit', { _tag: 'Failure', cause: {} }, 'error'],
    ['allSettled', { status: 'rejected', reason: new Error('no') }, 'error'],
    ['await-to-js', [new Error('no'), undefined], 'error'],
    ['an error that was returned', new Error('no'), 'error'],
    ['GraphQL errors', { data: null, errors: [{ message: 'no' }] }, 'error'],
    ['the envelope itself', envelope, 'error'],
  ])('%s', (_, value, says) => {
    expect(readResolved(value)).toBe(says)
  })
})

const says = (value: unknown) => readResolved(value)

test.each([
  ...['ok', 'success', 'succeeded', 'isOk', 'isSuccess'].map((flag) => [flag, false] as const),
  ...['isError', 'isErr', 'isFailure', 'isFail', 'isLeft', 'hasError', 'failed'].map((flag) => [flag, true] as const),
])('the flag %s speaks of a failure when it is %s, and of none otherwise', (flag, bad) => {
  expect([says({ [flag]: bad }), says({ [flag]: !bad }), says({ [flag]: 'other' })]).toEqual(['error', 'ok', 'ok'])
})

test('a method that is called like a flag is asked, others are not, and one that throws says nothing', () => {
  const throwing = () => {
    throw new Error('no')
  }
  expect([says({ isErr: () => true }), says({ isOk: () => false }), says({ isOk: () => true })]).toEqual([
    'error',
    'error',
    'ok',
  ])
  expect([says({ ok: () => false }), says({ failed: () => true }), says({ isErr: throwing })]).toEqual([
    'ok',
    'ok',
    'ok',
  ])
})

test.each(['_tag', 'tag', 'kind', 'type', 'variant', 'status', 'state'])(
  'the tag %s says that it failed, where there is a reason',
  (tag) => {
    const data = { value: 1 }
    for (const failure of ['left', 'err', 'error', 'fail', 'failure', 'failed', 'rejected'])
      expect(says({ [tag]: failure.toUpperCase(), reason: 'no', ...data })).toBe('error')
    expect([says({ [tag]: 'right', reason: 'no', ...data }), says({ [tag]: 'failed', ...data })]).toEqual([
      'ok',
      tag === '_tag' ? 'error' : 'ok',
    ])
  },
)

test.each(['error', 'err', 'errors', 'left', 'failure', 'reason', 'cause', 'e'])(
  'the reason %s is one where there is no data',
  (name) => {
    expect([says({ [name]: 'no' }), ...[null, undefined, false, []].map((one) => says({ [name]: one }))]).toEqual([
      'error',
      ...['ok', 'ok', 'ok', 'ok'],
    ])
    expect(['data', 'value', 'result', 'other'].map((data) => says({ [name]: 'no', [data]: 1 }))).toEqual([
      ...['ok', 'ok', 'ok'],
      'error',
    ])
  },
)

test('statuses from 300 to 599 are failures, whatever their field is called', () => {
  const of = (status: unknown) =>
    [{ status }, { statusCode: status }, { status_code: status }, { response: { status } }].map(says)
  for (const status of [300, 429, 599]) expect(of(status)).toEqual(['error', 'error', 'error', 'error'])
  for (const status of [200, 299, 600, '429']) expect(of(status)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect([says({ response: { ok: false } }), says({ response: { ok: true } }), says({ response: 'no' })]).toEqual([
    'error',
    'ok',
    'ok',
  ])
})

test('a pair is an error where one of two is, or the one that stands alone reads like one', () => {
  const error = new Error('no')
  expect(
    [
      [null, error],
      [error, { a: 1 }],
      [{ code: 1 }, null],
      [{ code: 1 }, undefined],
    ].map(says),
  ).toEqual([...['error', 'error', 'error', 'error']])
  expect(
    [[null, { a: 1 }], [{ a: 1 }, { b: 1 }], ['a', null], [error], [error, error, error], [{ a: 1 }]].map(says),
  ).toEqual([...['ok', 'ok', 'ok', 'ok', 'ok', 'ok']])
})

test('nothing is nothing, and a number or a text is data', () => {
  expect([undefined, null, false, '', 0, 'text', true, []].map(says)).toEqual([
    ...['nothing', 'nothing', 'nothing', 'nothing'],
    ...['ok', 'ok', 'ok', 'ok'],
  ])
})
