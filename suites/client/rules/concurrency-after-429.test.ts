import { attempt, call, testClientRule } from '../hand-made.ts'
import { concurrencyAfter429 } from './concurrency-after-429.ts'

const before = Array.from({ length: 20 }, (_, index) => attempt(1_000 + index * 50))
const after = (count: number) => Array.from({ length: count }, (_, index) => attempt(2_010 + index * 10))
const told = attempt(2_000, 429, { askedMs: 2_000 })

testClientRule(concurrencyAfter429, [
  [
    'quiet',
    [call([...before, told, ...after(2)])],
    'pass',
    '20 requests in the two seconds before the 429, 2 in the two after',
  ],
  ['busy', [call([...before, told, ...after(9)])], 'warn', '9 in the two after it'],
  ['never told', [call(before)], 'inconclusive', 'the 429 was never reached'],
])
