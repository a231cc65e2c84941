import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { answerIsReleased } from './answer-is-released.ts'

const failed = (goneAt: number | null) => attempt(0, 503, { goneAt })
const then = (goneAt: number | null) => [call([failed(goneAt), attempt(800, 200, { connection: 2 })])]

testClientRule(answerIsReleased, [
  ['read', then(30), 'pass', 'released the failed answer'],
  ['late', then(2_000), 'warn', 'released 1,200 ms after the next attempt'],
  ['never', then(null), 'warn', 'never taken'],
  [
    'a connection for each',
    [call([failed(30), attempt(800, 503, { connection: 2 }), attempt(900, 200, { connection: 3 })])],
    'warn',
    'opened 3 connections for 3 attempts',
  ],
  ['one attempt', [call([failed(30)], ended(503))], 'not-applicable', 'never came back'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
])
