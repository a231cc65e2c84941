import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { errorKeepsTheKey } from './error-keeps-the-key.ts'

const failed = (keyIn: readonly string[]) => [call([attempt(0, 500)], ended(500, { keyIn }))]

testClientRule(errorKeepsTheKey, [
  ['nowhere', failed([]), 'pass', 'carries no key'],
  ['as JSON', failed(['JSON.stringify', 'util.inspect']), 'fail', 'the key stands in JSON.stringify, util.inspect'],
  ['only deep inside', failed(['deeper inside']), 'pass', 'note: one stands deeper'],
  ['in the output of a command', failed(['what it printed']), 'fail', 'what it printed'],
  ['no key was sent', [call([attempt(0, 500, { keyIn: [] })], ended(500))], 'not-applicable', 'sent no key'],
  ['a success', [call([attempt(0, 500)])], 'not-applicable', 'gave no error'],
  ['no end', [call([attempt(0, 500)], null)], 'inconclusive', 'had not ended'],
])
