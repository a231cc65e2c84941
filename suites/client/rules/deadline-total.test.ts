import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { deadlineTotal } from './deadline-total.ts'

const told = attempt(0, 429, { askedMs: 5_000 })

testClientRule(deadlineTotal, [
  ['at once', [call([told], ended(429))], 'pass', 'deadline 2,000 ms, ended after 0 ms'],
  ['at the deadline', [call([told], ended(429), { settledMs: 2_000 })], 'pass', 'ended after 2,000 ms'],
  ['late', [call([told], ended(429), { settledMs: 5_000 })], 'warn', 'ended after 5,000 ms'],
  ['an attempt after it', [call([told, attempt(5_000)])], 'warn', '1 attempt came after the deadline'],
  ['no end', [call([told], null)], 'warn', 'ended after 3,600,000 ms of watching'],
  ['nothing', [call([], ended(false))], 'warn', 'sent nothing'],
  ['no deadline', { calls: [call([told], null)], profile: { takesDeadline: false } }, 'not-applicable', 'no deadline'],
])
