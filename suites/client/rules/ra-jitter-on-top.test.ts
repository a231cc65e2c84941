import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { realClock } from '../run.ts'
import { raJitterOnTop } from './ra-jitter-on-top.ts'

const back = (gaps: readonly number[]) => gaps.map((at) => call([attempt(0, 429, { askedMs: 2_000 }), attempt(at)]))
const spread = (from: number, step: number, length = 30) => Array.from({ length }, (_, index) => from + index * step)
/** Thirty waits about 300 ms that differ by as much as this. */
const short = (rangeMs: number) =>
  Array.from({ length: 30 }, (_, index) =>
    call([attempt(0, 429, { askedMs: 300 }), attempt(index % 2 === 0 ? 300 : 300 + rangeMs)]),
  )

testClientRule(raJitterOnTop, [
  ['spread', back(spread(2_000, 20)), 'pass', '30 calls came back after 2,000 ms to 2,580 ms'],
  ['in step', back(spread(2_000, 0)), 'warn', 'variation 0.000; 0.04 would spread the clients'],
  ['within the noise', { calls: back(spread(2_000, 2)), clock: realClock }, 'warn', 'would spread the clients'],
  [
    'within the noise of waits that are short',
    { calls: short(29), clock: realClock },
    'inconclusive',
    /differ as much/,
  ],
  ['just beyond it', { calls: short(30), clock: realClock }, 'pass', 'variation 0.048'],
  [
    'within what a busy machine may be late',
    { calls: short(60), clock: { ...realClock, doubtMs: 60 } },
    'inconclusive',
    'pass or inconclusive',
  ],
  ['some early', back(spread(1_800, 20)), 'warn', 'the first is 200 ms early'],
  ['few', back(spread(2_000, 20, 9)), 'inconclusive', 'only 9 of 9 came back'],
  ['none', [call([attempt(0, 429)], ended(429))], 'not-applicable', 'none came back'],
])
