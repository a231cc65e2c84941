import { answered, refused, testBackendRule } from '../hand-made.ts'
import { invalidParameterIs422 } from './invalid-parameter-is-422.ts'

const invalid = { intent: 'invalid-parameter', operation: 'listFiles', brokenField: 'limit' } as const
const listed = answered(200, { intent: 'success', operation: 'listFiles', body: {} })
const gone = answered(404, { intent: 'success', operation: 'listFiles', body: {} })

testBackendRule(invalidParameterIs422, [
  ['422', [refused('VALIDATION_ERROR', invalid)], 'pass', 'the one answer'],
  [
    '400',
    [refused('VALIDATION_ERROR', { ...invalid, status: 400 })],
    'warn',
    'An invalid limit was answered with 400; accepted',
  ],
  ['taken all the same', [listed, answered(200, invalid)], 'fail', 'answered with 200'],
  ['404 where the valid request works', [listed, refused('HTTP_404', invalid)], 'fail', 'answered with 404'],
  ['404 where the valid request is 404, too', [gone, refused('HTTP_404', invalid)], 'not-provoked', 'listFiles'],
  ['403 where the valid request works', [listed, refused('AUTHZ_ERROR', invalid)], 'fail', 'answered with 403'],
  [
    'another code',
    [refused('VALIDATION_ERROR', { ...invalid, error: { code: 'BAD_LIMIT' } })],
    'fail',
    'the code "BAD_LIMIT"',
  ],
  ['a form without codes', [answered(422, { ...invalid, body: {} })], 'pass', 'the one answer'],
  ['nobody tried', [listed], 'not-provoked', 'Nobody sent'],
])
