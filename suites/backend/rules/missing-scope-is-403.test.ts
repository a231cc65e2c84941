import { answered, refused, testBackendRule } from '../hand-made.ts'
import { missingScopeIs403 } from './missing-scope-is-403.ts'

const write = { intent: 'missing-scope', credential: 'readonly', operation: 'deleteFile', method: 'DELETE' } as const

testBackendRule(missingScopeIs403, [
  ['403', [refused('AUTHZ_ERROR', write)], 'pass', 'the one answer'],
  ['a form without codes', [answered(403, { ...write, body: {} })], 'pass', 'the one answer'],
  [
    'another code',
    [refused('AUTHZ_ERROR', { ...write, error: { code: 'FORBIDDEN' } })],
    'fail',
    'the code "FORBIDDEN"',
  ],
  ['401', [refused('INVALID_API_KEY', write)], 'fail', 'answered with 401'],
  ['done', [answered(200, write)], 'fail', 'answered with 200'],
  ['404, which shows nothing', [refused('HTTP_404', write)], 'not-provoked', 'nothing shows that deleteFile is there'],
  ['nobody tried', [], 'not-provoked', 'AIONVISION_READONLY_API_KEY'],
])
