import { answered, refused, testBackendRule } from '../hand-made.ts'
import { successIsNoError } from './success-is-no-error.ts'

const error = { code: 'TIMEOUT', message: 'It took too long' }

testBackendRule(successIsNoError, [
  ['a success', [answered(200, { body: { files: [] } })], 'pass', 'the one answer'],
  ['nothing', [answered(204)], 'pass', 'the one answer'],
  [
    'a field that is named error',
    [answered(200, { body: { error: null, files: [] } })],
    'fail',
    'an envelope with defects',
  ],
  [
    'the envelope',
    [answered(200, { body: { error, request_id: 'r' } })],
    'fail',
    '200 was answered with the error envelope',
  ],
  ["the framework's error", [answered(200, { body: { detail: 'Not found' } })], 'fail', "the framework's own error"],
  ['no success', [refused('HTTP_404')], 'not-provoked', 'No request succeeded'],
])
