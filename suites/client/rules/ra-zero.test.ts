import { attempt, call, ended, testClientRule, waits } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { raZero } from './ra-zero.ts'

const waiting = (...gaps: number[]) => waits(429, gaps)
const own =
  raZero.background?.map((scenario) => ({ scenario, clock: virtualClock, calls: [waiting(1_000, 2_000)] })) ?? []

testClientRule(raZero, [
  ['soon', [waiting(500, 900)], 'pass', 'waited 500 ms, 900 ms'],
  ['its own backoff', { calls: [waiting(1_000, 2_000)], others: own }, 'pass', 'waited 1,000 ms, 2,000 ms'],
  ['a tight loop', [waiting(1, 0)], 'warn', 'waited 1 ms, 0 ms: a tight loop'],
  [
    'longer than without it',
    { calls: [waiting(1_000, 9_000)], others: own },
    'warn',
    'without Retry-After it waits 2,000 ms',
  ],
  ['longer than soon', [waiting(1_271)], 'warn', 'waited 1,271 ms; 1,000 ms is soon'],
  ['twice its own backoff', { calls: [waiting(2_000, 4_330)], others: own }, 'pass', '4,330 ms'],
  ['more than twice', { calls: [waiting(2_000, 4_331)], others: own }, 'warn', 'it waits 2,000 ms there'],
  [
    'an attempt without an answer',
    [call([attempt(0, 429), attempt(60, null), attempt(700, 429)], ended(429))],
    'pass',
    'waited 60 ms, 0 ms',
  ],
  ['too many', [waiting(...Array.from({ length: 10 }, () => 60))], 'fail', '11 attempts; at most 10'],
  ['more than declared', { calls: [waiting(60, 60)], profile: { maxAttempts: 2 } }, 'fail', '3 attempts; at most 2'],
  ['one attempt', [waiting()], 'not-applicable', 'never came back'],
])
