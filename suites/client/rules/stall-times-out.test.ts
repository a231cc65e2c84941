import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { stallTimesOut } from './stall-times-out.ts'

const stalled = (goneAt: number | null = null) => attempt(0, null, { goneAt })

testClientRule(stallTimesOut, [
  ['by the connection', [call([stalled(700), attempt(2_000)])], 'pass', 'after 700 ms and tried again, told 700 ms'],
  ['by the next attempt', [call([stalled(), attempt(720)])], 'pass', 'after 720 ms and tried again'],
  ['by the error', [call([stalled()], ended(false), { settledMs: 710 })], 'pass', 'after 710 ms, told 700 ms'],
  ['late', [call([stalled(5_000)], ended(false), { settledMs: 5_000 })], 'warn', 'after 5,000 ms'],
  ['much too late', [call([stalled(300_000)], ended(false), { settledMs: 300_000 })], 'fail', 'after 300,000 ms'],
  ['no end', [call([stalled()], null)], 'fail', 'still waiting after 3,600,000 ms, told to give up after 700 ms'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
  ['no answer is a success', [call([stalled(700)])], 'fail', 'took no answer for a success'],
  ['a body that stalls is another matter', [call([attempt(0, 200, { goneAt: 700 })])], 'pass', 'after 700 ms'],
])
