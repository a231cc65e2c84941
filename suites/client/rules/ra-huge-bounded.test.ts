import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { raHugeBounded } from './ra-huge-bounded.ts'

const hourMs = 3_600_000
const told = attempt(0, 429, { askedMs: hourMs })

const [near] = raHugeBounded.background ?? []
const dated = raHugeBounded.scenarios.find(({ script }) => script[0]?.retryAfterDate)
const byDate = (nearGapMs: number) => ({
  calls: [call([told, attempt(800)])],
  ...(dated && { scenario: dated }),
  others: near
    ? [
        {
          scenario: near,
          clock: virtualClock,
          calls: [call([attempt(0, 429, { askedMs: 4_000 }), attempt(nearGapMs)])],
        },
      ]
    : [],
})

testClientRule(raHugeBounded, [
  ['a far date', byDate(4_000), 'fail', 'came back after 800 ms'],
  ['no dates at all', byDate(800), 'not-applicable', 'reads no dates, near or far'],
  ['gave up at once', [call([told], ended(429))], 'pass', 'gave up after 0 ms with ApiError with status 429'],
  [
    'gave up late',
    [call([told], ended(429), { settledMs: 9_000 })],
    'warn',
    '9,000 ms with ApiError with status 429; it could',
  ],
  ['gave up with another error', [call([told], ended(false))], 'warn', 'it does not show the 429'],
  ['came back early', [call([told, attempt(30_000)])], 'fail', '3,570,000 ms early'],
  ['waited it out', [call([told, attempt(hourMs)])], 'warn', 'waited it out: 3,600,000 ms'],
  ['still waiting', [call([told], null)], 'warn', 'still waiting after 3,600,000 ms'],
  ['no answer', [call([attempt(0, null)], null)], 'inconclusive', 'no answer to judge'],
])
