import { answered, refused, testBackendRule } from '../hand-made.ts'
import { rateLimitHeadersArePresent } from './rate-limit-headers-are-present.ts'

const rate = { 'X-RateLimit-Limit': 100, 'X-RateLimit-Remaining': 99, 'X-RateLimit-Reset': 1_795_000_060 }
const read = { operation: 'listFiles', intent: 'success' } as const

testBackendRule(rateLimitHeadersArePresent, [
  ['all three', [answered(200, { ...read, headers: rate })], 'pass', 'the one answer'],
  [
    'one missing',
    [answered(200, { ...read, headers: { ...rate, 'X-RateLimit-Reset': undefined } })],
    'fail',
    'X-RateLimit-Reset missing',
  ],
  [
    'none on an error',
    [answered(200, { ...read, headers: rate }), refused('VALIDATION_ERROR', { ...read, intent: 'invalid-parameter' })],
    'fail',
    'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset missing',
  ],
  ['none on a limit', [refused('RATE_LIMIT_ERROR', read)], 'fail', 'missing'],
  ['none where the key is refused', [refused('INVALID_API_KEY', read)], 'not-provoked', 'valid key'],
  ['none without a key', [refused('INVALID_API_KEY', { ...read, credential: 'none' })], 'not-provoked', 'valid key'],
  ['none on a path that is not there', [refused('HTTP_404')], 'not-provoked', 'valid key'],
  ['none on an operation that is not there', [refused('HTTP_404', read)], 'not-provoked', 'listFiles is not there'],
  ["none on a gateway's page", [answered(502, { ...read, body: '<html>' })], 'not-provoked', 'valid key'],
  [
    'none on what the parser refused',
    [refused('VALIDATION_ERROR', { ...read, status: 400, intent: 'unparsable-body' })],
    'not-provoked',
    'valid key',
  ],
  ['none on a preflight', [answered(204, { ...read, intent: 'preflight' })], 'not-provoked', 'valid key'],
])
