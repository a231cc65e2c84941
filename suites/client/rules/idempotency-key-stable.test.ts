import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { idempotencyKeyStable } from './idempotency-key-stable.ts'

const body = { bytes: 9, sha256: '' }
const keyed = (at: number, key: string, id = 'r') =>
  attempt(at, 503, { body, headers: ['Idempotency-Key', key, 'X-Request-ID', id] })
const ids = (at: number, id: string) =>
  attempt(at, 503, { body, headers: ['X-Client-Request-ID', id, 'X-Correlation-ID', id] })
const emptied = attempt(9, 503, { body: { bytes: 0, sha256: '' }, headers: ['X-Request-ID', 'r'] })
const bare = (at: number) => attempt(at, 503, { body })

testClientRule(idempotencyKeyStable, [
  [
    'one for each call',
    [call([keyed(0, 'a'), keyed(9, 'a')]), call([keyed(0, 'b')])],
    'pass',
    'one key for 2 attempts',
  ],
  ['without a key', [call([bare(0), bare(9)])], 'pass', '2 attempts alike, without a key'],
  ['a key for each attempt', [call([keyed(0, 'a'), keyed(9, 'b')])], 'fail', 'the idempotency key changed'],
  ['an id for each attempt', [call([keyed(0, 'a', 'r'), keyed(9, 'a', 's')])], 'fail', 'x-request-id changed'],
  [
    'two ids for each attempt',
    [call([ids(0, 'r'), ids(9, 's')])],
    'fail',
    'x-client-request-id, x-correlation-id changed',
  ],
  ['a call that sent nothing', [call([keyed(0, 'a'), keyed(9, 'a')]), call([])], 'pass', 'one key for 2 attempts'],
  ['a key that went with its body', [call([keyed(0, 'a'), emptied])], 'pass', 'one key for 2 attempts'],
  ['a key that came with a body', [call([emptied, keyed(0, 'a')])], 'pass', '2 attempts alike, without a key'],
  [
    'the same for all calls',
    [call([keyed(0, 'a'), keyed(9, 'a')]), call([keyed(0, 'a')])],
    'fail',
    'the same key in 2 calls',
  ],
  ['one attempt', [call([keyed(0, 'a')], ended(503))], 'not-applicable', 'made only one attempt'],
])
