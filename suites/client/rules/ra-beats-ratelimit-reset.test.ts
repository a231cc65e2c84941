import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { raBeatsRatelimitReset } from './ra-beats-ratelimit-reset.ts'

const told = attempt(0, 500, { askedMs: 2_000 })

testClientRule(raBeatsRatelimitReset, [
  ['in time', [call([told, attempt(2_000)])], 'pass', 'came back after 2,000 ms'],
  ['early', [call([told, attempt(1_000)])], 'fail', '1,000 ms early'],
  [
    'the second wait',
    [call([told, attempt(2_000, 500, { askedMs: 4_000 }), attempt(3_000)])],
    'fail',
    '3,000 ms early',
  ],
  ['gave up', [call([told], ended(500))], 'not-applicable', 'never came back'],
])
