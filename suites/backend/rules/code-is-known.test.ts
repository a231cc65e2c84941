import { answered, refused, testBackendRule } from '../hand-made.ts'
import { codeIsKnown } from './code-is-known.ts'

const withCode = (status: number, code: string) => [refused('HTTP_404', { status, error: { code } })]

testBackendRule(codeIsKnown, [
  ['a documented code', [refused('TIMEOUT')], 'pass', 'the one answer'],
  ['the fallback name of a status without a code', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['NOT_FOUND on 404', withCode(404, 'NOT_FOUND'), 'warn', 'status 404 has no documented code'],
  ['METHOD_NOT_ALLOWED on 405', withCode(405, 'METHOD_NOT_ALLOWED'), 'warn', 'status 405 has no documented code'],
  [
    'UNSUPPORTED_MEDIA_TYPE on 415',
    withCode(415, 'UNSUPPORTED_MEDIA_TYPE'),
    'warn',
    'status 415 has no documented code',
  ],
  ['CONFLICT on 409', withCode(409, 'CONFLICT'), 'warn', 'status 409'],
  ['PAYMENT_REQUIRED on 402', withCode(402, 'PAYMENT_REQUIRED'), 'warn', 'status 402'],
  ['INTERNAL on 500', withCode(500, 'INTERNAL_ERROR'), 'warn', 'status 500'],
  ...[401, 403, 422, 429].map(
    (status) =>
      [
        `HTTP_${status} where a code is documented`,
        withCode(status, `HTTP_${status}`),
        'fail',
        `"HTTP_${status}" is not a documented code`,
      ] as const,
  ),
  ['HTTP_400 where a code is documented', withCode(400, 'HTTP_400'), 'fail', '"HTTP_400" is not a documented code'],
  ['another name on 401', withCode(401, 'UNAUTHORIZED'), 'fail', 'is not a documented code'],
  ['a near name', withCode(429, 'RATE_LIMIT_EROR'), 'fail', 'Did you mean RATE_LIMIT_ERROR?'],
  ['small letters are for another rule', withCode(404, 'nope'), 'not-provoked', 'well-formed code'],
  ['no code', [answered(404, { body: { error: {} } })], 'not-provoked', 'well-formed code'],
])
