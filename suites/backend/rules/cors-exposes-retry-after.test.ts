import { answered, type HandMadeFields, type HandMadeHeaders, refused, testBackendRule } from '../hand-made.ts'
import { corsExposesRetryAfter } from './cors-exposes-retry-after.ts'

const page: HandMadeFields = { sent: { Origin: 'https://page.example' } }
const allowed = { 'Access-Control-Allow-Origin': '*' }
const all = 'Retry-After, X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset'
const rate = { 'X-RateLimit-Limit': 1, 'X-RateLimit-Remaining': 1, 'X-RateLimit-Reset': 1, 'X-Request-ID': 'r' }
const read = (headers: HandMadeHeaders) => answered(200, { ...page, headers: { ...rate, ...headers } })
const good = read({ ...allowed, 'Access-Control-Expose-Headers': all })

testBackendRule(corsExposesRetryAfter, [
  ['all exposed', [good], 'pass', 'the one answer'],
  ['everything exposed', [read({ ...allowed, 'Access-Control-Expose-Headers': '*' })], 'pass', 'the one answer'],
  ['nothing exposed', [read(allowed)], 'warn', 'Pages cannot read Retry-After, X-Request-ID, X-RateLimit-Limit'],
  [
    'the window hidden',
    [read({ ...allowed, 'Access-Control-Expose-Headers': 'Retry-After, X-Request-ID' })],
    'warn',
    'cannot read X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
  ],
  [
    'Retry-After hidden, on a limit',
    [
      good,
      refused('RATE_LIMIT_ERROR', {
        ...page,
        headers: { ...allowed, 'Access-Control-Expose-Headers': 'X-Request-ID' },
      }),
    ],
    'warn',
    'cannot read Retry-After',
  ],
  [
    'what is not sent need not be exposed',
    [answered(200, { ...page, headers: { ...allowed, 'Access-Control-Expose-Headers': 'Retry-After' } })],
    'pass',
    'the one answer',
  ],
  ['hidden on a 404', [good, refused('HTTP_404', page)], 'warn', 'An error (404) is hidden from pages'],
  ['hidden on a success', [good, read({})], 'warn', 'A success is hidden from pages'],
  ['no pages at all', [read({})], 'not-applicable', '--origin'],
  ['nobody asked for a page', [answered(200, { headers: allowed })], 'not-applicable', '--origin'],
])
