import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { successIs2xx } from './success-is-2xx.ts'

const word = 'photo-1.jpg'
const given = (successIs2xx.background ?? []).map((scenario) => ({
  scenario,
  clock: virtualClock,
  calls: [call([attempt(0)], ended(true, {}, [word]))],
}))
const repeated = (
  statuses: readonly (number | null)[],
  outcome: ReturnType<typeof ended> | null = ended(true),
  others = given,
  method: 'GET' | 'PUT' = 'GET',
) => ({
  calls: [
    call(
      statuses.map((status, index) => attempt(index * 900, status, { method })),
      outcome,
    ),
  ],
  others,
})

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
  [
    'what the retry brought',
    repeated([500, 200], ended(true, {}, [word])),
    'pass',
    '200 after 2 attempts is a success',
  ],
  [
    'what the retry brought is lost',
    repeated([500, 200], ended(500)),
    'fail',
    'attempt 2 had 200, and is lost: ApiError',
  ],
  ['its data are lost', repeated([500, 200]), 'fail', 'attempt 2 had 200, and its data are lost'],
  ['data that it never gives', repeated([500, 200], ended(true), []), 'pass', '200 after 2 attempts'],
  ['nothing of a PUT', repeated([503, 200], ended(true), given, 'PUT'), 'pass', '200 after 2 attempts'],
  ['500 is a success', repeated([500]), 'fail', 'took 500 for a success: 1 attempt, then a success'],
  ['no answer is a success', repeated([null]), 'fail', 'took no answer for a success'],
  ['307 is a success', repeated([307]), 'fail', 'took 307 for a success'],
  ['gave up', repeated([500, 500], ended(500)), 'not-applicable', 'no attempt succeeded: 2 attempts'],
  ['no end after 500', repeated([500], null), 'fail', 'hung'],
])
