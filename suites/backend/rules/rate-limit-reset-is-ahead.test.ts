import { answered, handMadeMs, testBackendRule } from '../hand-made.ts'
import { rateLimitResetIsAhead } from './rate-limit-reset-is-ahead.ts'

const seconds = handMadeMs / 1_000
const reset = (value: number, fields: object = {}) => [
  answered(200, { headers: { 'X-RateLimit-Reset': value, ...fields } }),
]
const now = { Date: new Date(handMadeMs).toUTCString() }
const fast = new Date(handMadeMs + 60_000).toUTCString()

testBackendRule(rateLimitResetIsAhead, [
  ['a minute ahead', reset(seconds + 60), 'pass', 'the one answer'],
  ['just over', reset(seconds - 4), 'pass', 'the one answer'],
  ['as far behind as clocks may differ', reset(seconds - 5, now), 'pass', 'the one answer'],
  ['a second further behind', reset(seconds - 6, now), 'fail', /lies in the past$/],
  ['an hour ahead to the second', reset(seconds + 3_600, now), 'pass', 'the one answer'],
  ['a second more', reset(seconds + 3_601, now), 'fail', /more than an hour ahead$/],
  ['the most that counts as seconds from now', reset(99_999), 'fail', 'seconds from now'],
  ['one more', reset(100_000), 'fail', /lies in the past$/],
  ['the most that is no milliseconds', reset(1e12), 'fail', /more than an hour ahead$/],
  ['one more of them', reset(1e12 + 1), 'fail', 'milliseconds?'],
  ['past', reset(seconds - 30), 'fail', /lies in the past$/],
  ['seconds from now', reset(60), 'fail', 'seconds from now, not Unix seconds?'],
  ['an hour ahead', reset(seconds + 3_600), 'pass', 'the one answer'],
  ['more than an hour', reset(seconds + 3_700), 'fail', /more than an hour ahead$/],
  ['milliseconds', reset(handMadeMs + 60_000), 'fail', 'milliseconds?'],
  ["by the target's own clock", reset(seconds + 120, { Date: fast }), 'pass', 'the one answer'],
  ["past by the target's own clock", reset(seconds + 30, { Date: fast }), 'fail', 'in the past'],
  [
    'asked for',
    [answered(429, { isInjected: true, headers: { 'X-RateLimit-Reset': 1 } })],
    'not-provoked',
    'No answer carried',
  ],
  ['none', [answered(200)], 'not-provoked', 'No answer carried'],
])
