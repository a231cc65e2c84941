import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { noRetry409Blind } from './no-retry-409-blind.ts'

const first = attempt(0, 409)
const keyed = attempt(0, 409, { bodyText: '{"idempotency_key": "a"}' })

testClientRule(noRetry409Blind, [
  ['once', [call([first], ended(409))], 'pass', '1 attempt'],
  ['again, blindly', [call([first, attempt(900)])], 'fail', 'sent 2 attempts after 409'],
  [
    'again, with a key',
    [call([keyed, attempt(900)])],
    'pass',
    'repeated it after 900 ms, under the same idempotency key',
  ],
  ['at once, with a key', [call([keyed, attempt(100)])], 'fail', 'sent 2 attempts after 409'],
])
