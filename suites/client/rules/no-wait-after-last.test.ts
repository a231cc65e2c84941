import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { scaledClock } from '../run.ts'
import { noWaitAfterLast } from './no-wait-after-last.ts'

const gaveUp = (settledMs: number) => [call([attempt(0, 500), attempt(1_000, 500)], ended(500), { settledMs })]

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
  ['no end', [call([attempt(0, 500), attempt(1_000, 500)], null)], 'inconclusive', 'had not ended'],
])
