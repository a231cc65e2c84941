import { answered, refused, testBackendRule } from '../hand-made.ts'
import { errorDetailsIsObject } from './error-details-is-object.ts'

const withDetails = (details: unknown) => [refused('HTTP_404', { error: { details } })]

testBackendRule(errorDetailsIsObject, [
  ['none', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['an object', withDetails({ field: 'id' }), 'pass', 'the one answer'],
  ['an empty object', withDetails({}), 'pass', 'the one answer'],
  ['null', withDetails(null), 'warn', 'null where it could be left out'],
  ['a list', withDetails([]), 'fail', 'error.details is a list'],
  ['a text', withDetails('see the log'), 'fail', 'error.details is a string'],
  ['no envelope', [answered(404, { body: [] })], 'not-provoked', 'form of the envelope'],
])
