import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { backoffCapped } from './backoff-capped.ts'

const longest = (ms: number, outcome: ReturnType<typeof ended> | null = ended(503)) => [
  call([attempt(0, 503), attempt(1_000, 503), attempt(1_000 + ms, 503)], outcome),
]

testClientRule(backoffCapped, [
  ['short', longest(30_000), 'pass', 'the longest of 2 waits was 30,000 ms'],
  ['long', longest(128_000), 'warn', '128,000 ms; 96,000 ms is long'],
  [
    'none at all',
    [call([attempt(0, null), attempt(700, 503), attempt(700, 503)], ended(503))],
    'pass',
    'the longest of 2 waits was 0 ms',
  ],
  ['no end', longest(30_000, null), 'inconclusive', '30,000 ms so far'],
  ['one attempt', [call([attempt(0, 503)], ended(503))], 'not-applicable', 'made only one attempt'],
])
