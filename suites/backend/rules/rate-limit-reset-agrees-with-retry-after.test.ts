import { handMadeMs, refused, testBackendRule } from '../hand-made.ts'
import { rateLimitResetAgreesWithRetryAfter } from './rate-limit-reset-agrees-with-retry-after.ts'

const limited = (retryAfter: number | string, resetInSeconds: number) => [
  refused('RATE_LIMIT_ERROR', {
    headers: {
      'Retry-After': retryAfter,
      'X-RateLimit-Reset': handMadeMs / 1_000 + resetInSeconds,
      Date: new Date(handMadeMs).toUTCString(),
    },
  }),
]

testBackendRule(rateLimitResetAgreesWithRetryAfter, [
  ['the same moment', limited(60, 60), 'pass', 'the one answer'],
  ['within three seconds', limited(60, 57.5), 'not-provoked', 'carried both'],
  ['three seconds apart', limited(60, 57), 'pass', 'the one answer'],
  ['three seconds apart the other way', limited(60, 63), 'pass', 'the one answer'],
  ['four seconds apart', limited(60, 56), 'warn', 'more than three seconds apart'],
  ['an hour', limited(3_600, 3_600), 'pass', 'the one answer'],
  ['more than an hour in one', limited(3_601, 3_600), 'not-provoked', 'carried both'],
  ['more than an hour in the other', limited(3_600, 3_601), 'not-provoked', 'carried both'],
  ['a window that has just ended', limited(0, -5), 'warn', 'more than three seconds apart'],
  ['a window that ended before', limited(0, -6), 'not-provoked', 'carried both'],
  ['two seconds apart', limited(60, 58), 'pass', 'the one answer'],
  ['far apart', limited(900, 60), 'warn', 'more than three seconds apart'],
  ['far apart the other way', limited(5, 60), 'warn', 'more than three seconds apart'],
  ['milliseconds are for another rule', limited(60_000, 60), 'not-provoked', 'carried both'],
  ['a text is for another rule', limited('soon', 60), 'not-provoked', 'carried both'],
  [
    'another limit',
    [refused('CONCURRENT_UPLOAD_LIMIT_EXCEEDED', { headers: { 'X-RateLimit-Reset': 1 } })],
    'not-provoked',
    '--allow bursts',
  ],
])
