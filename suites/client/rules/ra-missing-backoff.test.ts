import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { raMissingBackoff } from './ra-missing-backoff.ts'

const back = (...gaps: number[]) => gaps.map((at) => call([attempt(0, 429), attempt(at)]))

testClientRule(raMissingBackoff, [
  ['polite', back(800), 'pass', 'came back after 800 ms, in the middle of 1 call'],
  ['one short draw of three', back(10, 800, 900), 'pass', '800 ms'],
  ['short', back(100), 'warn', 'at least 200 ms is polite'],
  ['at once', back(0, 1, 900), 'fail', 'came back after 1 ms, in the middle of 3 calls; at least 50 ms'],
  ['gave up', [call([attempt(0, 429)], ended(429))], 'not-applicable', 'never came back'],
])
