import { answered, refused, testBackendRule } from '../hand-made.ts'
import { errorCodeIsWellFormed } from './error-code-is-well-formed.ts'

const withCode = (code: unknown) => [refused('HTTP_404', { error: { code } })]

testBackendRule(errorCodeIsWellFormed, [
  ['a code', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['none', withCode(undefined), 'fail', 'error.code is missing'],
  ['null', withCode(null), 'fail', 'error.code is null, not a string'],
  ['a number', withCode(404), 'fail', 'error.code is a number'],
  ['a list', withCode(['HTTP_404']), 'fail', 'error.code is a list'],
  ['an empty text', withCode(' '), 'fail', 'error.code is empty'],
  ['small letters', withCode('not_found'), 'warn', '"not_found", not in SCREAMING_SNAKE_CASE'],
  ['a very long one', withCode('x'.repeat(900_000)), 'warn', /^.{1,120}$/],
  ['no envelope', [answered(404, { body: { detail: 'no' } })], 'not-provoked', 'form of the envelope'],
])
