import { refused, testBackendRule } from '../hand-made.ts'
import { retryAfterIsValid } from './retry-after-is-valid.ts'

const limited = (value: string | readonly string[]) => [
  refused('RATE_LIMIT_ERROR', { headers: { 'Retry-After': value } }),
]

testBackendRule(retryAfterIsValid, [
  ['whole seconds', limited('60'), 'pass', 'the one answer'],
  ['zero', limited('0'), 'pass', 'the one answer'],
  ['an HTTP-date', limited('Thu, 19 Nov 2026 12:00:00 GMT'), 'pass', 'the one answer'],
  ['a decimal', limited('1.5'), 'fail', 'Retry-After "1.5" is a decimal'],
  ['a unit', limited('5s'), 'fail', 'carries a unit'],
  ['an ISO 8601 date', limited('2026-11-19T12:00:00Z'), 'fail', 'is an ISO 8601 date'],
  ['nothing', limited(''), 'fail', 'Retry-After "" is empty'],
  ['two lines', limited(['60', '5']), 'fail', 'stands 2 times'],
  ['the same line twice', limited(['60', '60']), 'fail', 'stands 2 times'],
  ['no answer with Retry-After', [refused('HTTP_404')], 'not-provoked', '--allow bursts'],
])
