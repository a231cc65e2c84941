import { attempt, call, ended, testClientRule, waits } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { raMissingBackoff } from './ra-missing-backoff.ts'
import { herd } from './ra-seconds-min-wait.ts'

const back = (...gaps: number[]) => gaps.map((at) => call([attempt(0, 429), attempt(at)]))

const told = [{ scenario: herd, clock: virtualClock, calls: [call([attempt(0, 429), attempt(2_000)])] }]
const manyTimes = raMissingBackoff.scenarios.find(({ maxAttempts }) => maxAttempts !== undefined)
const many = (...gaps: number[]) => ({ calls: [waits(503, gaps)], ...(manyTimes && { scenario: manyTimes }) })

testClientRule(raMissingBackoff, [
  ['polite', back(800), 'pass', 'came back after 800 ms, in the middle of 1 call'],
  ['one short draw of three', back(10, 800, 900), 'pass', '800 ms'],
  ['short', back(100), 'warn', 'at least 200 ms is polite'],
  ['at once', back(0, 1, 900), 'fail', 'came back after 1 ms, in the middle of 3 calls; at least 50 ms'],
  ['many times', many(1_000, 2_000, 4_000), 'pass', 'none of 3 waits was nothing'],
  ['many times, then at once', many(1_000, 30_000, 0), 'fail', 'wait 3 of 3 was 0 ms, the one before 30,000 ms'],
  ['many times, from the first at once', many(0, 0), 'fail', /wait 1 of 2 was 0 ms$/],
  ['gave up at once', many(), 'not-applicable', 'never came back'],
  [
    'fell over it',
    { calls: [call([attempt(0, 429)], ended(false))], others: told },
    'fail',
    'fell over nothing: ApiError',
  ],
  ['loses every answer', [call([attempt(0, 429)], ended(false))], 'not-applicable', 'never came back'],
  ['gave up', [call([attempt(0, 429)], ended(429))], 'not-applicable', 'never came back'],
])
