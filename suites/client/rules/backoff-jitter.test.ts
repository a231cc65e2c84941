import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { realClock, virtualClock } from '../run.ts'
import { backoffJitter } from './backoff-jitter.ts'

const back = (step: number, length = 20, second = (gap: number) => 2 * gap) =>
  Array.from({ length }, (_, index) => {
    const gap = 1_000 + index * step
    return call([attempt(0, 500), attempt(gap, 500), attempt(gap + second(gap), 500)], ended(500))
  })
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
  ['of a fixed size', back(30, 20, () => 9_000), 'pass', 'note: of a fixed size, so from wait 2 on'],
  ['few', back(30, 3), 'inconclusive', 'only 3 calls came back'],
  ['one attempt', [call([attempt(0, 500)], ended(500))], 'not-applicable', 'made only one attempt'],
])
