import { errorRow } from '../../../contracts/errors.ts'
import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { errorSurfacesEnvelope } from './error-surfaces-envelope.ts'
import { changing } from './no-retry-4xx.ts'

const code = 'VALIDATION_ERROR'
const { message } = errorRow(code)
const first = attempt(0, 422)
const seen = (words: readonly string[], as: number | false = 422, attempts = [first]) => [
  call(attempts, ended(as, {}, words)),
]
const all = [code, message, 'id-0']

const changed = (words: readonly string[], as: number) => ({
  scenario: changing,
  calls: [
    call([attempt(429, 429), attempt(503, 503, { step: 1 }), attempt(0, 422, { step: 2 })], ended(as, {}, words)),
  ],
})

const word = 'photo-1.jpg'
const given = (errorSurfacesEnvelope.background ?? []).map((scenario) => ({
  scenario,
  clock: virtualClock,
  calls: [call([attempt(0)], ended(true, {}, [word]))],
}))
const repeated = (
  statuses: readonly number[],
  outcome: ReturnType<typeof ended> = ended(true),
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

testClientRule(errorSurfacesEnvelope, [
  ['all of it', seen(all), 'pass', 'ApiError carries status, code, message and request_id'],
  ['without the request_id', seen([code, message]), 'warn', 'ApiError lacks request_id'],
  ['of an earlier answer', seen(all, 422, [first, attempt(9, 422)]), 'warn', 'its request_id is of an earlier answer'],
  ['without the status', seen(all, false), 'warn', 'lacks status'],
  ['without anything', seen([], false), 'fail', 'lacks status, error.code, error.message, request_id'],
  ['without the status and the code', seen([message, 'id-0'], false), 'fail', 'lacks status, error.code'],
  ['with the status deep inside', seen([code, message, 'id-0', '422'], false), 'warn', 'lacks status'],
  ['a success', [call([first])], 'fail', 'took 422 for a success'],
  ['a success after no answer', [call([attempt(0, null)])], 'fail', 'took a broken connection for a success'],
  ['no answer', [call([attempt(0, null)], ended(false))], 'pass', 'without an answer, it ends with ApiError'],
  ['an exit code', [call([first], ended(false, { isBlind: true }))], 'not-applicable', 'only an exit code'],
  ['no end yet', [call([first], null, { watchedMs: 60_000 })], 'inconclusive', 'had not ended'],
  ['hung', [call([first], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
  ['of the answer that came last', changed(all, 422), 'pass', 'carries status, code, message and request_id'],
  ['of the first answer', changed(['RATE_LIMIT_ERROR', 'id-429'], 429), 'fail', 'lacks status, error.code'],
  ['what the retry brought', repeated([500, 200], ended(true, {}, [word])), 'pass', 'attempt 2 had 200, and is the'],
  [
    'what the retry brought is lost',
    repeated([500, 200], ended(500)),
    'fail',
    'attempt 2 had 200, and is lost: ApiError',
  ],
  ['its data are lost', repeated([500, 200]), 'fail', 'attempt 2 had 200, and its data are lost'],
  ['data that it never gives', repeated([500, 200], ended(true), []), 'pass', 'attempt 2 had 200'],
  ['nothing of a PUT', repeated([503, 200], ended(true), given, 'PUT'), 'pass', 'attempt 2 had 200'],
  ['307 is a success', repeated([307]), 'fail', 'took 307 for a success'],
  ['307 is an error', repeated([307], ended(307)), 'not-applicable', 'follows no redirects'],
])
