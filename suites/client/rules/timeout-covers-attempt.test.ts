import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { scaledClock } from '../run.ts'
import { timeoutCoversAttempt } from './timeout-covers-attempt.ts'

const dripping = (goneAt: number | null) => attempt(0, 200, { goneAt })

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
