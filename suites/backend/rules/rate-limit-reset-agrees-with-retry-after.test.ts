import { handMadeMs, refused, testBackendRule } from '../hand-made.ts'
import { rateLimitResetAgreesWithRetryAfter } from './rate-limit-reset-agrees-with-retry-after.ts'

const limited = (retryAfter: number | string, resetInSeconds: number) => [
  refused('RATE_LIMIT_ERROR', {
    headers: { 'Retry-After': retryAfter, 'X-RateLimit-Reset': handMadeMs / 1_000 + resetInSeconds },
  }),
]

testBackendRule(rateLimitResetAgreesWithRetryAfter, [
  ['the same moment', limited(60, 60), 'pass', 'the one answer'],
  ['within three seconds', limited(60, 57.5), 'not-provoked', 'carried both'],
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
