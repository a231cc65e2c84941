import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { realClock } from '../run.ts'
import { raJitterOnTop } from './ra-jitter-on-top.ts'

const back = (gaps: readonly number[]) => gaps.map((at) => call([attempt(0, 429, { askedMs: 2_000 }), attempt(at)]))
const spread = (from: number, step: number, length = 30) => Array.from({ length }, (_, index) => from + index * step)

testClientRule(raJitterOnTop, [
  ['spread', back(spread(2_000, 20)), 'pass', '30 calls came back after 2,000 ms to 2,580 ms'],
  ['in step', back(spread(2_000, 0)), 'warn', 'variation 0.000; 0.04 would spread them'],
  ['within the noise', { calls: back(spread(2_000, 2)), clock: realClock }, 'warn', 'would spread them'],
  ['some early', back(spread(1_800, 20)), 'warn', 'the first is 200 ms early'],
  ['few', back(spread(2_000, 20, 9)), 'inconclusive', 'only 9 of 9 came back'],
  ['none', [call([attempt(0, 429)], ended(429))], 'not-applicable', 'none came back'],
])
