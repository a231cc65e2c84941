import { answered, testBackendRule } from '../hand-made.ts'
import { successBodyMatchesSchema } from './success-body-matches-schema.ts'

const list = (body: unknown) => [answered(200, { operation: 'listFiles', intent: 'success', body })]
const good = { files: [], total_count: 0, has_more: false }

testBackendRule(successBodyMatchesSchema, [
  ['what is documented', list(good), 'pass', 'the one answer'],
  ['a further field', list({ ...good, took_ms: 3 }), 'pass', 'the one answer'],
  [
    'a field missing',
    list({ files: [], has_more: false }),
    'fail',
    'The body of listFiles is no ListUserFilesResponse',
  ],
  ['a field of another type', list({ ...good, files: null }), 'fail', 'is no ListUserFilesResponse'],
  ['a list', list([]), 'fail', 'is no ListUserFilesResponse'],
  ['an error inside is for another rule', list({ detail: 'Not found' }), 'not-provoked', 'documents a body'],
  ['what is no JSON is for another rule', list('OK'), 'not-provoked', 'documents a body'],
  ['an operation without JSON', [answered(204, { operation: 'deleteDocument' })], 'not-provoked', 'documents a body'],
])
