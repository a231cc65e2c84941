import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { successIs2xx } from './success-is-2xx.ts'

testClientRule(successIs2xx, [
  ['201 is a success', [call([attempt(0, 201)])], 'pass', '201 after 1 attempt is a success'],
  ['204 is a success', [call([attempt(0, 204)])], 'pass', '204 after 1 attempt'],
  [
    '201 is sent again',
    [call([attempt(0, 201), attempt(9, 201)])],
    'fail',
    'sent 2 attempts although the first had 201',
  ],
  ['202 is made into an error', [call([attempt(0, 202)], ended(202))], 'fail', 'made 202 into an error: ApiError'],
  ['the error says why', [call([attempt(0, 204)], ended(false, { message: 'no body' }))], 'fail', 'ApiError, no body'],
  [
    'no end yet',
    [call([attempt(0, 202)], null, { watchedMs: 60_000 })],
    'inconclusive',
    'the call had not ended after 202',
  ],
  ['hung', [call([attempt(0, 202)], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
])
