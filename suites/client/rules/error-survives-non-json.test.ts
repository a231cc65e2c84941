import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { errorSurvivesNonJson } from './error-survives-non-json.ts'

const first = attempt(0, 429)

testClientRule(errorSurvivesNonJson, [
  ['with its status', [call([first], ended(429))], 'pass', 'ended with ApiError with status 429'],
  ['found deep inside', [call([first], ended(false, {}, [429]))], 'pass', 'ended with ApiError'],
  ['fell over it', [call([first], ended(false, { name: 'SyntaxError' }))], 'fail', 'fell over the page'],
  ['without its status', [call([first], ended(false))], 'fail', 'the 429 is lost'],
  ['a success', [call([first])], 'fail', 'took 429 for a success'],
  ['an exit code', [call([first], ended(false, { isBlind: true }))], 'not-applicable', 'only an exit code'],
  ['no end yet', [call([first], null, { watchedMs: 60_000 })], 'inconclusive', 'had not ended'],
  ['hung', [call([first], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
])
