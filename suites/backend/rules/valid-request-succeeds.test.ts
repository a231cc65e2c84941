import { answered, refused, testBackendRule } from '../hand-made.ts'
import { validRequestSucceeds } from './valid-request-succeeds.ts'

const list = { operation: 'listFiles', intent: 'success', path: '/user-files?limit=2', probe: 'list' } as const
const file = { operation: 'getFile', intent: 'success', path: '/user-files/1', probe: 'get' } as const
const remove = { operation: 'deleteDocument', intent: 'success', method: 'DELETE', probe: 'delete' } as const
const page = (count: number) => ({ files: Array.from({ length: count }, () => ({})), total_count: 9, has_more: true })

testBackendRule(validRequestSucceeds, [
  ['a read', [answered(200, { ...list, body: page(2) })], 'pass', 'one answer'],
  [
    'a page of documents',
    [answered(200, { ...list, path: '/documents?page_size=1', body: page(2) })],
    'fail',
    'more than its limit',
  ],
  [
    'more than its limit',
    [answered(200, { ...list, body: page(3) })],
    'fail',
    'A list holds more than its limit asks for',
  ],
  [
    'a list that asks for no limit',
    [answered(200, { ...list, path: '/user-files', body: page(9) })],
    'pass',
    'one answer',
  ],
  [
    'what has no operation',
    [answered(400, { intent: 'success', probe: 'own' })],
    'fail',
    'A valid request was answered with 400',
  ],
  ['a redirect that is documented', [answered(302, { ...file, operation: 'downloadFile' })], 'pass', 'one answer'],
  [
    'what was just listed is not there',
    [refused('HTTP_404', file)],
    'fail',
    'What the target itself has named cannot be found (404)',
  ],
  ['a failure', [refused('HTTP_500', list)], 'fail', 'A valid request was answered with 500'],
  ['called invalid', [refused('VALIDATION_ERROR', list)], 'fail', 'answered with 422'],
  ['a key that is refused', [refused('INVALID_API_KEY', list)], 'fail', 'answered with 401'],
  ['not yet, then done', [refused('HTTP_409', remove), answered(204, remove)], 'pass', '2 answers'],
  ['never done', [refused('HTTP_409', remove), refused('HTTP_409', remove)], 'fail', 'answered with 409'],
  [
    'throttled, then served',
    [refused('RATE_LIMIT_ERROR', list), answered(200, { ...list, body: page(1) })],
    'pass',
    'one answer',
  ],
  ['throttled to the end', [refused('RATE_LIMIT_ERROR', list)], 'inconclusive', 'throttled with 429'],
  ['not there', [refused('HTTP_404', list)], 'not-provoked', 'listFiles is not there'],
  ['not allowed', [refused('AUTHZ_ERROR', list)], 'inconclusive', 'a key with the scope read'],
  ['payment due', [refused('HTTP_402', list)], 'inconclusive', 'payments are made'],
  [
    'redirected',
    [answered(301, { ...list, headers: { Location: '/user-files/' } })],
    'inconclusive',
    'redirects to /user-files/',
  ],
  ['nothing valid', [refused('HTTP_404')], 'not-provoked', 'No valid request'],
])
