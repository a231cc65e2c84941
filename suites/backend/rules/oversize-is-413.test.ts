import { answered, refused, testBackendRule } from '../hand-made.ts'
import { oversizeIs413 } from './oversize-is-413.ts'

const large = { intent: 'too-large', operation: 'requestDocumentUpload', method: 'POST' } as const

testBackendRule(oversizeIs413, [
  ['413', [refused('HTTP_413', large)], 'pass', 'the one answer'],
  ['400', [refused('VALIDATION_ERROR', { ...large, status: 400 })], 'fail', 'answered with 400'],
  ['taken', [answered(200, large)], 'fail', 'answered with 200'],
  ['failed', [refused('HTTP_500', large)], 'inconclusive', '500'],
  ['no documents there', [refused('HTTP_404', large)], 'not-provoked', 'requestDocumentUpload'],
  ['a key that may only read', [refused('AUTHZ_ERROR', large)], 'inconclusive', 'a key with the scope write'],
  ['an account that has to pay', [refused('HTTP_402', large)], 'inconclusive', 'payments are made'],
  ['nobody asked', [refused('HTTP_413')], 'not-provoked', 'Nobody asked'],
])
