import { answered, refused, testBackendRule } from '../hand-made.ts'
import { invalidKeyIs401 } from './invalid-key-is-401.ts'

const noKey = { intent: 'no-key', credential: 'none', operation: 'listFiles' } as const
const unknown = { intent: 'unknown-key', credential: 'unknown', operation: 'listFiles' } as const
const malformed = { intent: 'malformed-key', credential: 'malformed', operation: 'listFiles' } as const
const write = { ...noKey, operation: 'createFolder' } as const
const listed = answered(200, { intent: 'success', operation: 'listFiles', body: {} })
const absent = answered(404, { intent: 'success', operation: 'listFiles', body: {} })

testBackendRule(invalidKeyIs401, [
  ['no key', [refused('INVALID_API_KEY', noKey)], 'pass', 'the one answer'],
  ['any form of 401', [answered(401, { ...noKey, body: '' })], 'pass', 'the one answer'],
  ['403', [refused('AUTHZ_ERROR', noKey)], 'fail', 'without a key was answered with 403'],
  ['200', [answered(200, malformed)], 'fail', 'with a malformed key was answered with 200'],
  [
    'another code',
    [refused('INVALID_API_KEY', { ...unknown, error: { code: 'UNAUTHORIZED' } })],
    'fail',
    'that nobody was given was answered with the code "UNAUTHORIZED"',
  ],
  ['EXPIRED_API_KEY', [refused('EXPIRED_API_KEY', unknown)], 'fail', 'EXPIRED_API_KEY'],
  ['the body was looked at first', [refused('VALIDATION_ERROR', write)], 'fail', 'was answered with 422'],
  ['created without a key', [answered(201, write)], 'fail', 'was answered with 201'],
  ['404 of an operation that is there', [listed, refused('HTTP_404', noKey)], 'fail', 'was answered with 404'],
  [
    '404 of an operation that is not there',
    [absent, refused('HTTP_404', noKey)],
    'not-provoked',
    'nothing shows that listFiles is there',
  ],
  ['404 of a write, which no valid request can show', [refused('HTTP_404', write)], 'not-provoked', 'createFolder'],
  ['too many bad keys', [refused('RATE_LIMIT_ERROR', noKey)], 'inconclusive', 'was throttled with 429'],
  ["a gateway's page", [answered(502, { ...noKey, body: '<html>' })], 'inconclusive', 'failed with 502'],
  ['nobody tried', [refused('INVALID_API_KEY')], 'not-provoked', 'bad key'],
])
