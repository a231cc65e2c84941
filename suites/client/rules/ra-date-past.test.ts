import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { raDatePast } from './ra-date-past.ts'
import { missing429 } from './ra-missing-backoff.ts'

const told = attempt(0, 429, { askedMs: 0 })
const usual = (gapMs: number) => [
  { scenario: missing429, clock: virtualClock, calls: [call([attempt(0, 429), attempt(gapMs)])] },
]

testClientRule(raDatePast, [
  ['at once', [call([told, attempt(1)])], 'pass', 'came back after 1 ms'],
  ['within five seconds', [call([told, attempt(5_000)])], 'pass', '5,000 ms'],
  ['late', [call([told, attempt(9_000)])], 'fail', 'came back after 9,000 ms; within 5,350 ms would be "now"'],
  ['within its own backoff', { calls: [call([told, attempt(9_000)])], others: usual(8_000) }, 'pass', '9,000 ms'],
  ['hung', [call([told], null)], 'fail', 'hung: no second attempt in 3,600,000 ms'],
  ['fell over it', [call([told], ended(false, { name: 'RangeError' }))], 'fail', 'fell over the date: RangeError'],
  [
    'lost the answer over it',
    { calls: [call([told], ended(false))], others: usual(800) },
    'fail',
    'fell over the date',
  ],
  ['gave up', [call([told], ended(429))], 'not-applicable', 'did not come back, but ended with ApiError'],
])
