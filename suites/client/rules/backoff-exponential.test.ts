import { testClientRule, waits } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { backoffExponential } from './backoff-exponential.ts'

const waiting = (...gaps: number[]) => waits(500, gaps)
const held = (...gaps: number[]) =>
  backoffExponential.background?.map((scenario) => ({ scenario, clock: virtualClock, calls: [waiting(...gaps)] })) ?? []
const drawn = [waiting(400, 1_500, 3_100), waiting(1_000, 900, 2_900), waiting(200, 1_900, 1_500)]

const turns = backoffExponential.scenarios.find(({ traffic }) => traffic === 'in-turn')
const inTurn = (...firsts: number[]) => ({
  calls: firsts.map((gap) => waiting(gap)),
  ...(turns && { scenario: turns }),
})

testClientRule(backoffExponential, [
  ['waiting', [waiting(1_000, 2_000, 4_000)], 'pass', 'waits of 1,000 ms, 2,000 ms, 4,000 ms on average over 1 call'],
  ['constant', [waiting(1_000, 1_000)], 'warn', 'wait 2 is 1.00 times wait 1'],
  ['by equal steps', [waiting(1_000, 2_000, 3_000)], 'warn', 'by equal steps, which is linear'],
  ['by equal steps, drawn at random', { calls: drawn, others: held(500, 1_000, 1_500) }, 'warn', 'which is linear'],
  ['drawn at random', { calls: drawn, others: held(500, 1_000, 2_000) }, 'pass', 'on average over 3 calls'],
  ['shorter', [waiting(1_000, 2_000, 900)], 'warn', 'wait 3 is shorter than the one before it'],
  ['slow', [waiting(1_000, 1_350, 1_800)], 'warn', 'wait 3 is 1.80 times wait 1'],
  ['at its cap', [waiting(4_000, 8_000, 8_000)], 'pass', '8,000 ms'],
  ['nothing first', [waiting(0, 2_000, 4_000)], 'pass', '0 ms, 2,000 ms'],
  ['two attempts', [waiting(1_000)], 'not-applicable', 'made 2 attempts: too few waits'],
  ['anew in each call', inTurn(900, 600, 1_000, 700, 800, 900), 'pass', 'in calls in turn'],
  ['on from call to call', inTurn(800, 1_500, 3_900, 6_400, 11_000, 21_000), 'warn', 'goes on from call to call'],
  ['a little longer each time', inTurn(800, 850, 900, 950, 1_000, 1_100), 'pass', 'in calls in turn'],
  ['only five came back', inTurn(800, 1_500, 3_900, 6_400, 11_000), 'not-applicable', 'only 5 calls in turn'],
])
