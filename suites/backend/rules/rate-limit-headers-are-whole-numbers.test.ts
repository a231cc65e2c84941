import { answered, testBackendRule } from '../hand-made.ts'
import { rateLimitHeadersAreWholeNumbers } from './rate-limit-headers-are-whole-numbers.ts'

const limit = (value: string | readonly string[]) => [answered(200, { headers: { 'X-RateLimit-Limit': value } })]

testBackendRule(rateLimitHeadersAreWholeNumbers, [
  ['a number', limit('100'), 'pass', 'the one answer'],
  ['words', limit('100 requests'), 'fail', 'X-RateLimit-Limit is "100 requests"'],
  ['a decimal', limit('99.5'), 'fail', '"99.5"'],
  ['less than nothing', limit('-1'), 'fail', '"-1"'],
  ['nothing', limit(''), 'fail', 'X-RateLimit-Limit is ""'],
  ['two lines', limit(['100', '100']), 'fail', '"100, 100"'],
  [
    'another of the three',
    [answered(200, { headers: { 'X-RateLimit-Limit': 1, 'X-RateLimit-Reset': 'soon' } })],
    'fail',
    'X-RateLimit-Reset is "soon"',
  ],
  ['none', [answered(200)], 'not-provoked', 'No answer carried'],
])
