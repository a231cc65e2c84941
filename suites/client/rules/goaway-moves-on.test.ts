import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { goawayMovesOn } from './goaway-moves-on.ts'

const [, inTurn] = goawayMovesOn.scenarios
const over = { isHttp2: true } as const
const cut = attempt(0, null, over)
const elsewhere = attempt(1_000, 200, { ...over, connection: 2 })
const answered = attempt(0, 201, { ...over, method: 'POST' })
const next = (connection: number) => attempt(100, 201, { ...over, method: 'POST', connection })
const turns = (...calls: ReturnType<typeof call>[]) => ({ calls, ...(inTurn && { scenario: inTurn }) })

testClientRule(goawayMovesOn, [
  ['what was left out goes over a new connection', [call([cut, elsewhere])], 'pass', 'on a new connection'],
  ['it is not sent again', [call([cut], ended(false))], 'warn', 'though GOAWAY had left the request out'],
  ['it comes back on the same connection', [call([cut, attempt(9, 200, over)])], 'warn', 'that was to end'],
  ['it fails on the new one, too', [call([cut, elsewhere], ended(500))], 'warn', '2 attempts'],
  ['no end', [call([cut], null)], 'inconclusive', 'no end'],
  ['HTTP/1.1', [call([attempt(0)])], 'not-applicable', 'speaks HTTP/1.1'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
  ['no call', [], 'inconclusive', 'made no call'],
  ['the next call moves on', turns(call([answered]), call([next(2)])), 'pass', 'the call after GOAWAY'],
  ['the next call fails', turns(call([answered]), call([next(2)], ended(false))), 'warn', 'ApiError'],
  ['the next call stays', turns(call([answered]), call([next(1)])), 'warn', 'on the same connection'],
  ['what was included is sent again', turns(call([answered, next(2)]), call([next(2)])), 'warn', 'sent the POST again'],
  ['no next call', turns(call([answered])), 'inconclusive', 'made no second call'],
])
