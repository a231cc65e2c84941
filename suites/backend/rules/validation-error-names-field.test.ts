import { answered, refused, testBackendRule } from '../hand-made.ts'
import { validationErrorNamesField } from './validation-error-names-field.ts'

const invalid = { intent: 'invalid-parameter', operation: 'listFiles', brokenField: 'limit' } as const
const details = (fields: unknown) => [refused('VALIDATION_ERROR', { ...invalid, error: { details: fields } })]
const named = (field: string) => details({ field, issue: 'Is too small' })

testBackendRule(validationErrorNamesField, [
  ['its name', named('limit'), 'pass', 'the one answer'],
  ...['query.limit', '/limit', '/query/limit', '$.limit', 'body[limit]', '#/limit'].map(
    (path) => [`as ${path}`, named(path), 'warn', 'where limit is expected'] as const,
  ),
  ['another field', named('offset'), 'fail', 'details.field is "offset", but limit'],
  ['a field that ends alike', named('page_limit'), 'fail', 'page_limit'],
  ['no field', details({ hint: 'limit' }), 'fail', 'details.field is missing'],
  ['an empty field', named(''), 'fail', 'details.field is missing'],
  ['no details', details(undefined), 'fail', 'details.field is missing'],
  ['details that are null', details(null), 'fail', 'details.field is missing'],
  ['no issue', details({ field: 'limit' }), 'fail', 'details.issue is missing'],
  ['no envelope', [answered(422, { ...invalid, body: { detail: [] } })], 'not-provoked', 'No parameter'],
  ['another status', [refused('HTTP_404', invalid)], 'not-provoked', 'No parameter'],
])
