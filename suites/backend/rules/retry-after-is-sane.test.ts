import { answered, type HandMadeError, handMadeMs, handMadeRun, refused, testBackendRule } from '../hand-made.ts'
import { retryAfterIsSane } from './retry-after-is-sane.ts'

const startSeconds = handMadeMs / 1_000
const limited = (retryAfter: string | number, resetInSeconds?: number, fields: HandMadeError = {}) => [
  refused('RATE_LIMIT_ERROR', {
    ...fields,
    headers: {
      'Retry-After': retryAfter,
      Date: new Date(handMadeMs).toUTCString(),
      ...(resetInSeconds !== undefined && { 'X-RateLimit-Reset': startSeconds + resetInSeconds }),
    },
  }),
]

testBackendRule(retryAfterIsSane, [
  ['a minute', limited(60, 60), 'pass', 'the one answer'],
  ['a second of a short window', limited(1, 1), 'pass', 'the one answer'],
  ['nothing, at the end of the window', limited(0, 2), 'pass', 'the one answer'],
  ['nothing, on a minute', limited(0, 58), 'fail', 'no wait at all, though X-RateLimit-Reset lies ahead'],
  ['nothing, and no window', limited(0), 'warn', 'no wait at all'],
  ['a date that has passed', limited('Sun, 01 Feb 2015 12:00:00 GMT'), 'fail', 'a moment that has passed'],
  ['milliseconds when short', limited(1_500, 2), 'fail', '1500 seconds; 1.5 s in milliseconds?'],
  ['milliseconds without a window', limited(1_500), 'fail', '1.5 s in milliseconds?'],
  ['milliseconds of a minute', limited(60_000, 60), 'fail', '60 s in milliseconds?'],
  ['the last second that is no thousand', limited(999), 'pass', 'the one answer'],
  ['a thousand', limited(1_000), 'fail', '1000 seconds; 1 s in milliseconds?'],
  ['as far from the window as answers take', limited(1_500, 1_503), 'pass', 'the one answer'],
  ['the other way', limited(1_503, 1_500), 'pass', 'the one answer'],
  ['a second further from it', limited(1_500, 1_504), 'fail', '1.5 s in milliseconds?'],
  ['nothing, as near to the end as answers take', limited(0, 3), 'pass', 'the one answer'],
  ['nothing, a second further from it', limited(0, 4), 'fail', 'though X-RateLimit-Reset lies ahead'],
  ['an hour', limited(3_600, 3_600), 'pass', 'the one answer'],
  ['a second more', limited(3_601, 3_601), 'fail', 'asks for 1.0 hours'],
  [
    'a long wait that the contract does not count',
    [refused('HTTP_404', { headers: { 'Retry-After': 1_500 } })],
    'pass',
    'the one answer',
  ],
  [
    'a long wait of no known code',
    [answered(429, { headers: { 'Retry-After': 1_500 }, body: 'x' })],
    'pass',
    'the one answer',
  ],
  ['a long window that says so', limited(1_500, 1_500), 'pass', 'the one answer'],
  ['a long wait somebody else met', handMadeRun(limited(1_500), { origin: 'recorded' }), 'pass', 'the one answer'],
  ['hours', handMadeRun(limited(9_000), { origin: 'recorded' }), 'fail', 'asks for 2.5 hours'],
  ['hours that were announced', limited(7_200, 7_200), 'fail', '2.0 hours'],
  [
    'weeks of a monthly limit',
    [refused('USAGE_LIMIT_EXCEEDED', { headers: { 'Retry-After': 1_000_000 } })],
    'not-provoked',
    'can be read',
  ],
  [
    'milliseconds of an overload',
    [refused('MEMORY_LIMIT_EXCEEDED', { isInjected: true, headers: { 'Retry-After': 5_000 } })],
    'fail',
    '5 s in milliseconds?',
  ],
  ['what cannot be read is for another rule', limited('soon'), 'not-provoked', 'can be read'],
  ['a success', [answered(200, { headers: { 'Retry-After': 0 } })], 'not-provoked', 'No error'],
])
