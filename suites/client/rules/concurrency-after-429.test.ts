import { attempt, call, testClientRule } from '../hand-made.ts'
import { scaledClock } from '../run.ts'
import { concurrencyAfter429 } from './concurrency-after-429.ts'

const before = (count: number) => Array.from({ length: count }, (_, index) => attempt(1_000 + index * 5))
const after = (count: number) => Array.from({ length: count }, (_, index) => attempt(2_010 + index * 10))
const told = attempt(2_000, 429, { askedMs: 2_000 })
const seen = (most: number, then: number) => [call([...before(most), told, ...after(then)])]

testClientRule(concurrencyAfter429, [
  ['quiet', seen(200, 2), 'pass', '200 requests in the two seconds before the 429, 2 in the two after'],
  ['a tenth of it', seen(200, 20), 'pass', '20 in the two after it'],
  ['more than a tenth of it', seen(200, 21), 'warn', '21 in the two after it'],
  ['on a slow machine, those that were on their way', seen(30, 10), 'pass', '10 in the two after it'],
  ['on a slow machine, more than those', seen(30, 11), 'warn', '11 in the two after it'],
  ['on a machine that is too slow', seen(29, 11), 'inconclusive', 'too few to tell whether they became fewer'],
  [
    'few, though the machine may have been late by half of that',
    { calls: seen(200, 2), clock: { ...scaledClock(4), doubtMs: 1_000 } },
    'inconclusive',
    'may have been late by 1,000 ms',
  ],
  [
    'few, and the machine was less late',
    { calls: seen(200, 2), clock: { ...scaledClock(4), doubtMs: 999 } },
    'pass',
    '2 in the two after it',
  ],
  ['never told', [call(before(20))], 'inconclusive', 'the 429 was never reached'],
])
