import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { redirectKeepsCredentials } from './redirect-keeps-credentials.ts'

const first = attempt(0, 307)
const elsewhere = (fields: Parameters<typeof attempt>[2]) => [
  call([first, attempt(1, 200, { isElsewhere: true, keyIn: [], ...fields })]),
]

testClientRule(redirectKeepsCredentials, [
  ['followed without them', elsewhere({}), 'pass', 'followed to another origin without credentials'],
  ['with the key', elsewhere({ keyIn: ['authorization'] }), 'fail', 'took the key in authorization to another origin'],
  ['with a cookie', elsewhere({ headers: ['Cookie', 'a=b'] }), 'fail', 'took cookie to'],
  ['with the idempotency key', elsewhere({ headers: ['Idempotency-Key', 'k'] }), 'fail', 'took idempotency-key to'],
  [
    'with all of them',
    elsewhere({ keyIn: ['the query'], headers: ['Cookie', 'a=b', 'Idempotency-Key', 'k'] }),
    'fail',
    'took the key in the query, cookie, idempotency-key to another origin',
  ],
  ['not followed', [call([first], ended(307))], 'pass', 'did not go to another origin'],
  ['no key at all', [call([attempt(0, 307, { keyIn: [] })], ended(307))], 'not-applicable', 'sent no key'],
  ['no end', [call([first], null)], 'inconclusive', 'had not ended'],
])
