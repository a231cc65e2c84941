import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { plain, raHttpDate } from './ra-http-date.ts'

const epochMs = attempt(0).atMs
const told = (dueInMs: number, at = 0, tookMs = 0) =>
  attempt(at, 429, { askedMs: dueInMs, dueMs: epochMs + at + dueInMs, tookMs })
const plainRun = { scenario: plain, clock: virtualClock, calls: [call([attempt(0, 429), attempt(900)])] }
const back = (at: number) => [call([told(4_000), attempt(at)])]

testClientRule(raHttpDate, [
  ['on the date', back(4_000), 'pass', 'came back 0 ms after the date'],
  ['a little early', back(3_950), 'pass', 'came back 50 ms before'],
  ['early', back(3_949), 'fail', 'came back 51 ms before the date'],
  ['within two seconds', back(6_000), 'pass', '2,000 ms after'],
  ['late', back(6_500), 'fail', 'came back 2,500 ms after'],
  ['half as late as a long wait', [call([told(9_000), attempt(13_000)])], 'pass', '4,000 ms after'],
  ['the second date', [call([told(4_000), told(6_000, 4_000), attempt(4_900)])], 'fail', '5,100 ms before'],
  ['a day late', [call([told(4_000)], null)], 'fail', 'still waiting 3,596,000 ms after the date'],
  ['a day late after a slow answer', [call([told(4_000, 1_000, 3_000)], null)], 'fail', 'waiting 3,595,000 ms after'],
  ['no date, and no end', [call([attempt(0, 429)], null)], 'not-applicable', 'never came back'],
  ['a date that nobody was told', [call([told(4_000), attempt(4_000, null)], null)], 'pass', '0 ms after the date'],
  ['not due yet', [call([told(4_000)], null, { watchedMs: 5_000 })], 'not-applicable', 'never came back'],
  [
    'fell over it',
    [call([told(4_000)], ended(false, { name: 'RangeError', message: 'Invalid time value' }))],
    'fail',
    'fell over the date: RangeError',
  ],
  [
    'lost the answer over it',
    { calls: [call([told(4_000)], ended(false))], others: [plainRun] },
    'fail',
    'fell over the date: ApiError',
  ],
  ['loses every answer', [call([told(4_000)], ended(false))], 'not-applicable', 'never came back'],
  ['gave up', [call([told(4_000)], ended(429))], 'not-applicable', 'never came back'],
])
