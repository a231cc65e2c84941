import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { scaledClock, virtualClock } from '../run.ts'
import { broken } from './no-wait-after-last.ts'
import { timeoutCoversAttempt } from './timeout-covers-attempt.ts'

const dripping = (goneAt: number | null) => attempt(0, 200, { goneAt })

/** How the client ended elsewhere: so long after its second attempt broke. */
const after = (ms: number) => [
  {
    scenario: broken,
    clock: virtualClock,
    calls: [
      call([attempt(0, 503), attempt(1_000, 503)], ended(false), {
        settledMs: 1_000 + ms,
      }),
    ],
  },
]
const late = [call([dripping(700)], ended(false), { settledMs: 5_000 })]

testClientRule(timeoutCoversAttempt, [
  ['in time', [call([dripping(700)], ended(false))], 'pass', 'attempt 1 was given up after 700 ms, told 700 ms'],
  ['within the tolerance', [call([dripping(960)], ended(false))], 'pass', '960 ms'],
  ['late', [call([dripping(1_000)], ended(false))], 'fail', '1,000 ms, told 700 ms (by the connection)'],
  [
    'the connection in time, the outcome late',
    [call([dripping(700)], ended(false), { settledMs: 5_000 })],
    'fail',
    'after 5,000 ms, told 700 ms (by the outcome)',
  ],
  [
    'of a client that always tells late',
    { calls: late, others: after(1_000) },
    'pass',
    '700 ms, told 700 ms (by the connection)',
  ],
  [
    'of a client that elsewhere does not',
    { calls: late, others: after(100) },
    'fail',
    '5,000 ms, told 700 ms (by the outcome)',
  ],
  [
    'late, of a client that always tells late',
    { calls: [call([dripping(5_000)], ended(false), { settledMs: 9_000 })], others: after(1_000) },
    'fail',
    '5,000 ms, told 700 ms (by the connection)',
  ],
  ['never let go', [call([dripping(null)], ended(false), { settledMs: 700 })], 'fail', 'still under way'],
  ['no end', [call([dripping(700)], null)], 'fail', 'still under way after 3,600,000 ms'],
  [
    'the second one',
    [call([dripping(700), attempt(2_000, 200, { goneAt: 9_000 })], ended(false))],
    'fail',
    'attempt 2 was given up after 7,000 ms',
  ],
  [
    'late by the noise of a faster clock',
    { calls: [call([dripping(1_800)], ended(false))], clock: { ...scaledClock(20), doubtMs: 1_200 } },
    'inconclusive',
    '1,800 ms',
  ],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
])
