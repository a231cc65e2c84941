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
  ['no end', [call([first], null)], 'inconclusive', 'had not ended'],
])
