import { answered, handMadeMs, refused, testBackendRule } from '../hand-made.ts'
import { usedUpWindowIs429 } from './used-up-window-is-429.ts'

const burst = { intent: 'rate-limit', operation: 'listFiles', credential: 'limited' } as const
const seconds = handMadeMs / 1_000
const read = (remaining: number, resetInSeconds = 60) =>
  answered(200, {
    ...burst,
    body: {},
    headers: { 'X-RateLimit-Remaining': remaining, 'X-RateLimit-Reset': seconds + resetInSeconds },
  })

testBackendRule(usedUpWindowIs429, [
  ['429 after the last', [read(1), read(0), refused('RATE_LIMIT_ERROR', burst)], 'pass', '3 answers'],
  ['a 429 of another form', [read(0), answered(429, { ...burst, body: '' })], 'pass', '2 answers'],
  [
    'another code',
    [read(0), refused('CONCURRENT_UPLOAD_LIMIT_EXCEEDED', burst)],
    'fail',
    '"CONCURRENT_UPLOAD_LIMIT_EXCEEDED"',
  ],
  [
    'nothing left, and served all the same',
    [read(0), read(0)],
    'fail',
    'X-RateLimit-Remaining was 0, yet the next request was answered with 200',
  ],
  ['nothing left, in a window that has ended', [read(0, 1), read(0, 1)], 'inconclusive', 'ended before it was used up'],
  ['no limit met', [read(9), read(8)], 'inconclusive', '2 requests met no limit'],
  ['the last is the last', [read(1), read(0)], 'inconclusive', '2 requests met no limit'],
  [
    'every request refused',
    [refused('INVALID_API_KEY', burst), refused('INVALID_API_KEY', burst)],
    'inconclusive',
    'Every request was refused (401)',
  ],
  ['every request forbidden', [refused('AUTHZ_ERROR', burst)], 'inconclusive', 'may not do listFiles (403)'],
  [
    'a code that is none',
    [read(0), refused('RATE_LIMIT_ERROR', { ...burst, error: { code: 7 } })],
    'pass',
    '2 answers',
  ],
  [
    'nothing left, of a window that is not told',
    [answered(200, { ...burst, body: {}, headers: { 'X-RateLimit-Remaining': 0 } }), read(0)],
    'inconclusive',
    'ended before it was used up',
  ],
  [
    'nothing left on a refusal',
    [answered(400, { ...burst, body: {}, headers: { 'X-RateLimit-Remaining': 0 } }), read(9)],
    'inconclusive',
    '2 requests met no limit',
  ],
  ['refused but once', [refused('VALIDATION_ERROR', burst), read(9)], 'inconclusive', '2 requests met no limit'],
  ['no burst', [answered(200)], 'not-provoked', '--allow bursts'],
])
