import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { postNotRetriedUnsafe } from './post-not-retried-unsafe.ts'

const keyed = (at: number) => attempt(at, 500, { headers: ['Idempotency-Key', 'a'] })
const find = (is: (step: Parameters<typeof Object>[0]) => boolean) =>
  postNotRetriedUnsafe.scenarios.find(({ script }) => is(script[0]))
const unavailable = find((step) => step?.status === 503)
const slow = find((step) => step?.delayMs !== undefined)
const twice = [call([attempt(0, 503), attempt(900)])]

const inTurn = postNotRetriedUnsafe.scenarios.find(({ traffic }) => traffic === 'in-turn')

testClientRule(postNotRetriedUnsafe, [
  ['once', [call([attempt(0, 500)], ended(500))], 'pass', '1 attempt, then ApiError'],
  ['again', [call([attempt(0, 500), attempt(900)])], 'fail', '2 attempts, then a success: two may have been made'],
  ['again, with a key', [call([keyed(0), keyed(900)])], 'pass', 'under an idempotency key'],
  ['again, as declared', { calls: twice, profile: { retriesPost: 'always' } }, 'warn', 'as declared'],
  ['after a plain 503', { calls: twice, ...(unavailable && { scenario: unavailable }) }, 'warn', 'a plain 503'],
  [
    'beside a slow one',
    { calls: [call([attempt(0, 201, { tookMs: 2_000 }), attempt(1_000)])], ...(slow && { scenario: slow }) },
    'fail',
    'it hedges POST',
  ],
  ['no end', [call([attempt(0, 500)], null)], 'inconclusive', 'no end'],
  [
    'a PATCH in turn, again after 504',
    {
      calls: [call([attempt(0, 502)], ended(502)), call([attempt(0, 504), attempt(900, null)], ended(false))],
      ...(inTurn && { scenario: inTurn }),
    },
    'fail',
    '2 attempts after 504, then ApiError: two may have been made',
  ],
  [
    'a PATCH in turn, no end',
    { calls: [call([attempt(0, null)], null)], ...(inTurn && { scenario: inTurn }) },
    'not-applicable',
    '1 attempt after no answer, then no end',
  ],
  ['a 201 that nobody could read, again', [call([attempt(0, 201), attempt(900, 201)], ended(201))], 'fail', 'two may'],
])
