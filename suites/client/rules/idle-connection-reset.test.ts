import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { idleConnectionReset } from './idle-connection-reset.ts'

const [get, post] = idleConnectionReset.scenarios
const before = call([attempt(0)])
const cut = attempt(100, null, { body: { bytes: 9, sha256: '' } })
const again = attempt(101, 200, { body: { bytes: 9, sha256: '' }, connection: 2 })
const bodiless = attempt(101, 200, { connection: 2 })
const unread = attempt(102, 200, { body: null, connection: 2 })
const byte = (at: number) => attempt(at, 200, { body: { bytes: 1, sha256: '' } })
const keyed = (one: typeof cut) => ({ ...one, headers: ['Idempotency-Key', 'a'] })
const seen = (second: ReturnType<typeof call>, scenario = get) => ({
  calls: [before, second],
  ...(scenario && { scenario }),
})

testClientRule(idleConnectionReset, [
  ['a GET goes again', seen(call([cut, again])), 'pass', '2 attempts, then a success'],
  ['a GET fails', seen(call([cut], ended(false))), 'warn', '1 attempt, then ApiError'],
  ['a GET goes too often', seen(call([cut, again, again])), 'warn', '3 attempts'],
  ['a POST fails', seen(call([cut], ended(false)), post), 'pass', '1 attempt, then ApiError'],
  ['a POST goes again', seen(call([cut, again]), post), 'warn', 'sent the POST 2 times'],
  ['a POST goes again under a key', seen(call([keyed(cut), keyed(again)]), post), 'pass', 'under an idempotency key'],
  ['a POST goes again under a key once', seen(call([keyed(cut), again]), post), 'warn', 'sent the POST 2 times'],
  ['a POST asks again without its body', seen(call([cut, bodiless, unread]), post), 'pass', '3 attempts'],
  ['a POST of one byte goes again', seen(call([byte(100), byte(101)]), post), 'warn', 'sent the POST 2 times'],
  ['a second call that sends nothing', seen(call([], ended(false))), 'inconclusive', 'made no second call'],
  ['a POST goes once, under a key', seen(call([keyed(cut)], ended(false)), post), 'pass', /ApiError$/],
  [
    'a fresh connection',
    seen(call([attempt(100, null, { connection: 2 })], ended(false))),
    'not-applicable',
    'opens a',
  ],
  ['no end', seen(call([cut], null)), 'inconclusive', 'no end'],
  ['no second call', [before], 'inconclusive', 'made no second call'],
])
