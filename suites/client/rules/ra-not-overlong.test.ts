import { attempt, call, ended, testClientRule, waits } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { outage } from './backoff-exponential.ts'
import { changing } from './no-retry-4xx.ts'
import { raNotOverlong } from './ra-not-overlong.ts'

const asked = attempt(0, 429, { askedMs: 2_000 })
const back = (at: number) => [call([asked, attempt(at)])]

const stale = (gap: number, own = 1_500) => ({
  scenario: changing,
  calls: [call([attempt(0, 429, { askedMs: 4_000 }), attempt(4_000, 503), attempt(4_000 + gap, 422)], ended(422))],
  others: [{ scenario: outage, clock: virtualClock, calls: [waits(500, [700, own])] }],
})

testClientRule(raNotOverlong, [
  ['as long as asked', back(2_000), 'pass', 'came back after 2,000 ms, asked for 2,000 ms'],
  ['two seconds more', back(4_000), 'pass', '4,000 ms'],
  ['three times as long', back(6_000), 'warn', '6,000 ms, asked for 2,000 ms; up to 4,330 ms would do'],
  [
    'the second wait',
    [call([asked, attempt(2_000, 429, { askedMs: 9_000 }), attempt(22_000)])],
    'warn',
    '20,000 ms, asked for 9,000 ms',
  ],
  [
    'still waiting',
    [call([asked], null, { watchedMs: 45_000 })],
    'warn',
    'still waiting after 45,000 ms, asked for 2,000',
  ],
  ['not watched for long', [call([asked], null, { watchedMs: 3_000 })], 'not-applicable', 'never came back'],
  ['gave up', [call([asked], ended(429))], 'not-applicable', 'never came back'],
  ['its own backoff after an answer that says nothing', stale(1_500), 'pass', '4,000 ms, asked for 4,000 ms'],
  ['as long as an earlier answer asked', stale(4_500), 'warn', 'it goes by the 4,000 ms of an earlier answer'],
  ['its own backoff is as long', stale(4_500, 4_000), 'pass', '4,000 ms'],
  ['its own backoff is not known', { ...stale(4_500), others: [] }, 'pass', '4,000 ms'],
])
