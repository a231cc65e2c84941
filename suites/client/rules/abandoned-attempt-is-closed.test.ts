import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { scaledClock } from '../run.ts'
import { abandonedAttemptIsClosed } from './abandoned-attempt-is-closed.ts'

const left = (goneAt: number | null) => [call([attempt(0, null, { goneAt }), attempt(1_500)])]

const cancelled = (goneAt: number | null, settledMs: number | null = 300) => [
  call([attempt(0, null, { goneAt })], settledMs === null ? null : ended(false), { cancelledMs: 300, settledMs }),
]

testClientRule(abandonedAttemptIsClosed, [
  ['before', left(700), 'pass', 'let the first attempt go'],
  ['with the next', left(1_600), 'pass', 'let the first attempt go'],
  ['late', left(2_000), 'warn', '500 ms after the second began'],
  [
    'late by the noise of a faster clock',
    { calls: left(2_000), clock: { ...scaledClock(20), doubtMs: 600 } },
    'inconclusive',
    '500 ms',
  ],
  ['never', left(null), 'warn', 'was never let go'],
  ['one attempt', [call([attempt(0, null)], ended(false))], 'not-applicable', 'never came back'],
  ['gone when it was cancelled', cancelled(300), 'pass', 'let the attempt go when it was cancelled'],
  ['gone long after', cancelled(9_000), 'warn', '8,700 ms after it was cancelled'],
  ['kept', cancelled(null), 'warn', 'kept the connection of the attempt under way'],
  ['not even over', cancelled(null, null), 'not-applicable', 'did not end when it was cancelled'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
])
