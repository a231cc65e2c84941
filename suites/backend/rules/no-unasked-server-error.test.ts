import { answered, refused, testBackendRule } from '../hand-made.ts'
import { noUnaskedServerError } from './no-unasked-server-error.ts'

testBackendRule(noUnaskedServerError, [
  ['no failure', [answered(200), refused('HTTP_404')], 'pass', 'all 2 answers'],
  ['a failure in the envelope', [refused('HTTP_500', { requestId: 'r-7' })], 'warn', '500 HTTP_500, request_id "r-7"'],
  [
    'a page, with the id in a header',
    [answered(502, { body: '<html>', headers: { 'X-Request-ID': 'h-7' } })],
    'warn',
    '502, request_id "h-7"',
  ],
  ['a page without an id', [answered(502, { body: '<html>' })], 'warn', 'request_id none'],
  ['501 is no failure', [refused('HTTP_501')], 'pass', 'the one answer'],
  ['a failure that was asked for', [refused('HTTP_500', { isInjected: true })], 'not-provoked', 'No request'],
])
