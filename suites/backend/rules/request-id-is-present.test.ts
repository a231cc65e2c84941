import { answered, refused, testBackendRule } from '../hand-made.ts'
import { requestIdIsPresent } from './request-id-is-present.ts'

const withId = (request_id: unknown) => [
  answered(404, { body: { error: { code: 'HTTP_404', message: 'no' }, request_id } }),
]

testBackendRule(requestIdIsPresent, [
  ['an id', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['none', withId(undefined), 'fail', 'request_id is missing'],
  ['a number', withId(17), 'fail', 'request_id is a number'],
  ['null', withId(null), 'fail', 'request_id is null'],
  ['blanks', withId('  '), 'fail', 'request_id is empty'],
  ['undefined', withId('undefined'), 'fail', 'request_id is empty'],
  ['no envelope', [answered(404, { body: {} })], 'not-provoked', 'form of the envelope'],
])
