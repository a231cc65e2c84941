import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { replayHeadersIdentical } from './replay-headers-identical.ts'

const json = ['Content-Type', 'application/json', 'Accept', 'application/json']
const sent = (second: readonly string[], first = json, authorizationSha256: string | null = 'key') => [
  call([attempt(0, 503, { headers: first }), attempt(9, 200, { headers: second, authorizationSha256 })]),
]
const signed = (at: number, authorizationSha256: string) => attempt(at, 503, { authorizationSha256, keyIn: [] })
const form = (boundary: string) => ['Content-Type', `multipart/form-data; boundary=${boundary}`]

testClientRule(replayHeadersIdentical, [
  ['the same', sent(json), 'pass', '2 attempts with the same headers'],
  [
    'names in another case',
    sent(json.map((word, index) => (index % 2 ? word : word.toLowerCase()))),
    'pass',
    'the same',
  ],
  ['another boundary', sent(form('b'), form('a')), 'pass', 'the same headers'],
  ['no Content-Type', sent(json.slice(2)), 'fail', 'content-type changed'],
  ['another Accept', sent([...json.slice(0, 2), 'Accept', '*/*']), 'fail', 'accept changed'],
  ['encoded twice', sent([...json, 'Content-Encoding', 'gzip']), 'fail', 'content-encoding changed'],
  [
    'another key',
    sent([...json, 'Idempotency-Key', 'b'], [...json, 'Idempotency-Key', 'a']),
    'fail',
    'idempotency-key',
  ],
  ['signed anew', [call([signed(0, 'one'), signed(9, 'other')])], 'pass', 'the same headers'],
  ['without Authorization', sent(json, json, null), 'fail', 'authorization changed'],
  [
    'with one more Authorization',
    [call([attempt(0, 503), attempt(9, 200, { credentials: 2 })])],
    'fail',
    'authorization changed',
  ],
  ['neither', sent(json.slice(2), json, null), 'fail', 'content-type, authorization changed'],
  ['one attempt', [call([attempt(0, 503)], ended(503))], 'not-applicable', 'never came back'],
  ['nothing', [call([], ended(false))], 'inconclusive', 'sent nothing'],
  [
    'Bearer undefined',
    [call([attempt(0, 503), attempt(9, 200, { authorizationSha256: 'other', keyIn: [] })])],
    'fail',
    'authorization changed',
  ],
])
