import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { noRetry4xx } from './no-retry-4xx.ts'

const first = attempt(0, 400)

testClientRule(noRetry4xx, [
  ['once', [call([first], ended(400))], 'pass', '1 attempt, then ApiError with status 400'],
  ['again', [call([first, attempt(900)])], 'fail', 'sent 2 attempts after 400'],
  ['a success', [call([first])], 'fail', 'took 400 for a success'],
  ['another status', [call([first], ended(500))], 'fail', 'answered 400, its error says 500'],
  ['no end', [call([first], null)], 'inconclusive', 'had not ended'],
])
