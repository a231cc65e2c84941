import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { deadlineInFlight } from './deadline-in-flight.ts'

const stalled = attempt(0, null)
const over = (settledMs: number) => [call([stalled], ended(false), { settledMs })]

testClientRule(deadlineInFlight, [
  ['in time', over(2_000), 'pass', 'ended after 2,000 ms'],
  ['with the timeout', over(10_000), 'warn', 'deadline 2,000 ms, ended after 10,000 ms'],
  ['no end', [call([stalled], null)], 'warn', 'still under way after 3,600,000 ms'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
  ['no deadline', { calls: over(9_000), profile: { takesDeadline: false } }, 'not-applicable', 'takes no deadline'],
])
