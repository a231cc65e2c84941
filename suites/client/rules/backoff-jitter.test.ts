import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { realClock, virtualClock } from '../run.ts'
import { backoffJitter } from './backoff-jitter.ts'

const back = (step: number, length = 20, second = (gap: number) => 2 * gap) =>
  Array.from({ length }, (_, index) => {
    const gap = 1_000 + index * step
    return call([attempt(0, 500), attempt(gap, 500), attempt(gap + second(gap), 500)], ended(500))
  })
/** Ten waits about 100 ms that differ by as much as this. */
const short = (rangeMs: number) =>
  Array.from({ length: 10 }, (_, index) =>
    call([attempt(0, 500), attempt(index % 2 === 0 ? 100 : 100 + rangeMs, 500)], ended(500)),
  )
const edges =
  backoffJitter.background?.map((scenario) => ({
    scenario,
    clock: virtualClock,
    calls: [back(0, 1)[0] ?? call([])],
  })) ?? []

testClientRule(backoffJitter, [
  ['spread on a real clock', { calls: back(30, 20, () => 9_000), clock: realClock }, 'pass', /calls$/],
  ['spread', back(30), 'pass', 'variation 0.135 over 20 calls'],
  ['with its edges', { calls: back(30), others: edges }, 'pass', 'with chance at 0, ½, 1'],
  ['in step', back(0), 'warn', 'variation 0.000 over 20 calls; 0.05 would spread'],
  ['within the noise', { calls: back(2), clock: realClock }, 'warn', 'would spread'],
  [
    'within the noise of waits that are short',
    { calls: short(29), clock: realClock },
    'inconclusive',
    /differ as much/,
  ],
  ['just beyond it', { calls: short(30), clock: realClock }, 'pass', 'variation 0.130'],
  [
    'within what a busy machine may be late',
    { calls: short(60), clock: { ...realClock, doubtMs: 60 } },
    'inconclusive',
    'pass or inconclusive',
  ],
  [
    'within what it may be late in the first wait, and beyond it in the second',
    { calls: back(13), clock: { ...realClock, doubtMs: 300 } },
    'pass',
    'variation 0.067 over 20 calls',
  ],
  ['of a fixed size', back(30, 20, () => 9_000), 'pass', 'note: of a fixed size, so from wait 2 on'],
  ['few', back(30, 3), 'inconclusive', 'only 3 calls came back'],
  ['one attempt', [call([attempt(0, 500)], ended(500))], 'not-applicable', 'made only one attempt'],
])
