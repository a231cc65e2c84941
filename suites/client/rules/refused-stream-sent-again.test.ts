import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { refusedStreamSentAgain } from './refused-stream-sent-again.ts'

const refused = attempt(0, null, { isHttp2: true, method: 'POST' })
const again = attempt(1_000, 201, { isHttp2: true, method: 'POST' })

testClientRule(refusedStreamSentAgain, [
  ['it is sent again', [call([refused, again])], 'pass', '2 attempts, then a success'],
  ['it is not', [call([refused], ended(false))], 'warn', '1 attempt, then ApiError, though the POST was not processed'],
  ['no end', [call([refused], null)], 'inconclusive', '1 attempt'],
  ['HTTP/1.1', [call([attempt(0)])], 'not-applicable', 'speaks HTTP/1.1'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
])
