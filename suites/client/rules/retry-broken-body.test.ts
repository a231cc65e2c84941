import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { retryBrokenBody } from './retry-broken-body.ts'

testClientRule(retryBrokenBody, [
  ['an error', [call([attempt(0)], ended(false))], 'pass', '1 attempt, then ApiError'],
  ['retried', [call([attempt(0), attempt(900)])], 'pass', '2 attempts, then a success'],
  ['a part for the whole', [call([attempt(0)])], 'fail', 'passed a part on as the whole'],
  ['no end', [call([attempt(0)], null)], 'inconclusive', 'no end'],
])
