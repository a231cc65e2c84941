import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { retryBrokenBody } from './retry-broken-body.ts'
import { stalledBody } from './stall-times-out.ts'

testClientRule(retryBrokenBody, [
  ['an error', [call([attempt(0)], ended(false))], 'pass', '1 attempt, then ApiError'],
  ['retried', [call([attempt(0), attempt(900)])], 'pass', '2 attempts, then a success'],
  ['a part for the whole', [call([attempt(0)])], 'fail', 'passed a part on as the whole'],
  ['a stalled part for the whole', { scenario: stalledBody, calls: [call([attempt(0)])] }, 'fail', 'passed a part on'],
  [
    'waits for the rest',
    { scenario: stalledBody, calls: [call([attempt(0)], null)] },
    'not-applicable',
    'stall-times-out',
  ],
  ['no end yet', [call([attempt(0)], null, { watchedMs: 60_000 })], 'inconclusive', 'no end'],
  ['hung', [call([attempt(0)], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
])
