import { answered, refused, testBackendRule } from '../hand-made.ts'
import { codeFitsStatus } from './code-fits-status.ts'

testBackendRule(codeFitsStatus, [
  ['the status of the table', [refused('AUTHZ_ERROR')], 'pass', 'the one answer'],
  [
    '400 is a documented status of VALIDATION_ERROR',
    [refused('VALIDATION_ERROR', { status: 400 })],
    'pass',
    'the one answer',
  ],
  [
    'an accepted status',
    [refused('TIMEOUT', { status: 504 })],
    'warn',
    'TIMEOUT came with 504; accepted, though 503 is expected',
  ],
  [
    'the status of another code',
    [refused('AUTHZ_ERROR', { status: 401 })],
    'fail',
    'AUTHZ_ERROR came with 401; the contract has 403',
  ],
  [
    'a key that is invalid with 200 and more',
    [refused('INVALID_API_KEY', { status: 409 })],
    'fail',
    'the contract has 401',
  ],
  ['where the status is assumed', [refused('CHUNK_UPLOAD_ERROR', { status: 404 })], 'warn', '(assumed)'],
  ['a fallback name names its status', [refused('HTTP_404', { status: 409 })], 'fail', 'HTTP_404 came with 409'],
  ['an unknown status is for another rule', [refused('HTTP_404', { status: 418 })], 'not-provoked', 'documented code'],
  ['no known code', [answered(404, { body: { error: { code: 'X' } } })], 'not-provoked', 'documented code'],
])
