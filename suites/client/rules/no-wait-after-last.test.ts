import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { scaledClock } from '../run.ts'
import { silent } from './attempts-bounded.ts'
import { noWaitAfterLast } from './no-wait-after-last.ts'

const gaveUp = (settledMs: number) => [call([attempt(0, 500), attempt(1_000, 500)], ended(500), { settledMs })]

const timedOut = (goneAt: number | null, settledMs: number) => [
  call([attempt(0, null, { goneAt: 0 }), attempt(0, null, { goneAt })], ended(false), { settledMs }),
]

testClientRule(noWaitAfterLast, [
  ['at once', gaveUp(1_000), 'pass', 'gave up 0 ms after the last answer'],
  ['late', gaveUp(3_000), 'fail', 'gave up 2,000 ms after the last answer; 505 ms is allowed'],
  [
    'late by the noise of a faster clock',
    { calls: gaveUp(2_400), clock: { ...scaledClock(20), doubtMs: 1_200 } },
    'inconclusive',
    'fail or pass',
  ],
  ['one attempt', [call([attempt(0, 500)], ended(500))], 'not-applicable', 'made only one attempt'],
  [
    'late after the only one',
    [call([attempt(0, 422)], ended(422), { settledMs: 900 })],
    'fail',
    'after the only answer',
  ],
  ['at once when it took too long', timedOut(700, 710), 'pass', 'gave up 10 ms after the last attempt was over'],
  ['before it let the last one go', timedOut(720, 710), 'pass', 'gave up 0 ms after the last attempt was over'],
  ['late when it took too long', timedOut(700, 7_000), 'fail', 'gave up 6,300 ms after the last attempt was over'],
  [
    'let go at once, as it seems behind MSW',
    { scenario: silent, calls: timedOut(0, 720) },
    'pass',
    'gave up 20 ms after',
  ],
  ['never let it go', timedOut(null, 700), 'not-applicable', 'never let go'],
  [
    'a success',
    [call([attempt(0, 500), attempt(900)], ended(true), { settledMs: 5_000 })],
    'not-applicable',
    'did not',
  ],
  ['nothing', [call([], ended(false))], 'not-applicable', 'never let go'],
  ['never gave up', { scenario: silent, calls: [call([attempt(0, null)], null)] }, 'not-applicable', 'never gave up'],
  ['no end', [call([attempt(0, 500), attempt(1_000, 500)], null)], 'inconclusive', 'had not ended'],
])
