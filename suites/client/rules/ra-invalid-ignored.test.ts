import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { scaledClock, virtualClock } from '../run.ts'
import { raInvalidIgnored } from './ra-invalid-ignored.ts'
import { missing429 } from './ra-missing-backoff.ts'

const told = attempt(0, 429)
const back = (...gaps: number[]) => gaps.map((at) => call([told, attempt(at)]))
const others = [{ scenario: missing429, clock: virtualClock, calls: [call([told, attempt(1_000)])] }]
const decimal = raInvalidIgnored.scenarios.find(({ script }) => script[0]?.retryAfter === '1.5')

testClientRule(raInvalidIgnored, [
  [
    'its own backoff',
    { calls: back(800, 900, 1_000), others },
    'pass',
    'came back after 900 ms, in the middle of 3 calls',
  ],
  ['one short draw of three', { calls: back(10, 900, 1_000), others }, 'pass', '900 ms'],
  ['short, but not always', { calls: back(100, 300, 600), others }, 'pass', '300 ms'],
  [
    'shorter',
    { calls: back(100, 100, 100), others },
    'warn',
    '100 ms, in the middle of 3 calls; its own backoff is 1,000',
  ],
  ['a decimal as it reads', { calls: back(400), others, ...(decimal && { scenario: decimal }) }, 'pass', '400 ms'],
  [
    'at once',
    { calls: back(1, 1, 900), others },
    'fail',
    'came back after 1 ms, in the middle of 3 calls, which is at once',
  ],
  ['half of its own backoff', { calls: back(500), others }, 'pass', '500 ms'],
  ['less than half of it', { calls: back(499), others }, 'warn', 'its own backoff is 1,000 ms'],
  [
    'less than half of it on a busy machine',
    { calls: back(450), others, clock: { ...scaledClock(20), doubtMs: 200 } },
    'inconclusive',
    'warn or pass',
  ],
  ['no backoff of its own to compare', back(50), 'pass', '50 ms'],
  [
    'at once, and fell over it',
    { calls: [...back(1, 1), call([told], ended(false, { name: 'ValueError' }))], others },
    'fail',
    'which is at once',
  ],
  ['fell over it', [call([told], ended(false, { name: 'ValueError' }))], 'fail', 'fell over the value: ValueError'],
  [
    'fell over it once of three',
    [...back(900, 900), call([told], ended(false, { name: 'ValueError' }))],
    'fail',
    'fell over the value',
  ],
  ['hung', [call([told], null)], 'fail', 'hung: no second attempt'],
  ['gave up', [call([told], ended(429))], 'pass', 'gave up with ApiError with status 429'],
  ['lost the error', [call([told], ended(false))], 'fail', 'lost the API error'],
  ['a year of seconds', { calls: back(2_026_000), others }, 'warn', '2,026,000 ms, in the middle of 1 call, which no'],
])
