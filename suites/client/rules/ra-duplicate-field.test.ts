import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { raDuplicateField } from './ra-duplicate-field.ts'

const told = attempt(0, 429, { askedMs: 2_000 })

testClientRule(raDuplicateField, [
  ['in time', [call([told, attempt(2_000)])], 'pass', 'came back after 2,000 ms'],
  ['early', [call([told, attempt(900)])], 'warn', '1,100 ms early'],
  ['gave up', [call([told], ended(429))], 'pass', 'gave up with ApiError with status 429'],
  ['lost the error', [call([told], ended(false))], 'warn', 'lost the API error'],
  ['no end', [call([told], null)], 'inconclusive', 'had not ended'],
])
