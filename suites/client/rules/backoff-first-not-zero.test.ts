import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { backoffFirstNotZero } from './backoff-first-not-zero.ts'

const back = (...gaps: number[]) => gaps.map((at) => call([attempt(0, 500), attempt(at)]))

testClientRule(backoffFirstNotZero, [
  ['a wait', back(500), 'pass', 'came back after 500 ms'],
  ['one short draw of three', back(1, 500, 600), 'pass', '500 ms, in the middle of 3 calls'],
  ['at once', back(1, 0, 600), 'warn', 'came back after 1 ms, in the middle of 3 calls; at least 50 ms'],
  ['gave up', [call([attempt(0, 500)], ended(500))], 'not-applicable', 'never came back'],
])
