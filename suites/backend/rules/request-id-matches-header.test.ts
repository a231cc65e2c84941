import { answered, refused, testBackendRule } from '../hand-made.ts'
import { requestIdMatchesHeader } from './request-id-matches-header.ts'

testBackendRule(requestIdMatchesHeader, [
  ['equal', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['no header', [refused('HTTP_404', { headers: { 'X-Request-ID': undefined } })], 'warn', 'no X-Request-ID'],
  ['another id', [refused('HTTP_404', { headers: { 'X-Request-ID': 'other' } })], 'warn', 'differ'],
  ['no id', [answered(404, { body: { error: {} } })], 'not-provoked', 'request_id'],
])
