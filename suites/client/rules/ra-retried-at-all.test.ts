import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { raRetriedAtAll } from './ra-retried-at-all.ts'

const told = attempt(0, 429, { askedMs: 1_000 })

testClientRule(raRetriedAtAll, [
  ['retried', [call([told, attempt(1_000)])], 'pass', '2 attempts, then a success'],
  ['gave up', [call([told], ended(429))], 'warn', '1 attempt, then ApiError with status 429'],
  [
    'retried, and an error all the same',
    [call([told, attempt(1_000)], ended(429))],
    'warn',
    '2 attempts, then ApiError',
  ],
  [
    'not the second time',
    [call([told, attempt(1_000)]), call([told], ended(429))],
    'warn',
    'call 2 of 2 on one client',
  ],
  ['from a cache', [call([told, attempt(1_000)]), call([])], 'pass', '2 attempts, then a success'],
  ['no end', [call([told], null)], 'inconclusive', 'no end'],
])
