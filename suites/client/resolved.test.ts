import { describe, expect, it } from 'vitest'
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
