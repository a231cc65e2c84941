import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { idempotencyKeyStable } from './idempotency-key-stable.ts'

const body = { bytes: 9, sha256: '' }
const keyed = (at: number, key: string, id = 'r') =>
  attempt(at, 503, { body, headers: ['Idempotency-Key', key, 'X-Request-ID', id] })
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
    'the same for all calls',
    [call([keyed(0, 'a'), keyed(9, 'a')]), call([keyed(0, 'a')])],
    'fail',
    'the same key in 2 calls',
  ],
  ['one attempt', [call([keyed(0, 'a')], ended(503))], 'not-applicable', 'made only one attempt'],
])
