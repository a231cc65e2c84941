import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { noRetryAuthCodes } from './no-retry-auth-codes.ts'

const first = attempt(0, 401)

testClientRule(noRetryAuthCodes, [
  ['once', [call([first], ended(401))], 'pass', '1 attempt, then ApiError with status 401'],
  ['again', [call([first, attempt(900)])], 'fail', 'sent 2 attempts after 401 INVALID_API_KEY'],
  ['a success', [call([first])], 'fail', 'took 401 INVALID_API_KEY for a success'],
  ['another status', [call([first], ended(500))], 'fail', 'answered 401 INVALID_API_KEY, its error says 500'],
  ['no end yet', [call([first], null, { watchedMs: 60_000 })], 'inconclusive', 'had not ended'],
  ['hung', [call([first], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
])
