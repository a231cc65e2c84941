import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { hedgingDeclared } from './hedging-declared.ts'

const slow = attempt(0, 200, { tookMs: 2_000 })

testClientRule(hedgingDeclared, [
  ['one at a time', [call([slow])], 'pass', 'one attempt at a time'],
  ['one after the other', [call([slow, attempt(2_500)])], 'pass', 'one attempt at a time'],
  [
    'a hedge',
    [call([slow, attempt(1_000)])],
    'warn',
    'hedges GET: the first of 1 further attempt came after 1,000 ms, 2 times',
  ],
  ['no end', [call([slow], null)], 'inconclusive', 'had not ended'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
])
