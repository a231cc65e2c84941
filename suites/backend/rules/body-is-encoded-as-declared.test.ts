import type { BodyBytes } from '../exchange.ts'
import { answered, testBackendRule } from '../hand-made.ts'
import { bodyIsEncodedAsDeclared } from './body-is-encoded-as-declared.ts'

const body = (declared: string | undefined, encoding: BodyBytes['encoding']) => [
  answered(200, {
    body: '{}',
    headers: { 'Content-Encoding': declared },
    answer: { bytes: { encoding, hasBom: false, isUtf8: true } },
  }),
]

testBackendRule(bodyIsEncodedAsDeclared, [
  ['plain', body(undefined, 'identity'), 'pass', 'the one answer'],
  ['plain, and says so', body('identity', 'identity'), 'pass', 'the one answer'],
  ['gzip', body('gzip', 'gzip'), 'pass', 'the one answer'],
  ['gzip by its old name', body('x-gzip', 'gzip'), 'pass', 'the one answer'],
  ['gzip in capitals', body('GZIP', 'gzip'), 'pass', 'the one answer'],
  ['brotli', body('br', 'br'), 'pass', 'the one answer'],
  ['plain under gzip', body('gzip', 'identity'), 'fail', 'Content-Encoding says "gzip", but the body is plain'],
  ['gzip under brotli', body('br', 'gzip'), 'fail', 'says "br", but the body is gzip'],
  ['gzip without a word', body(undefined, 'gzip'), 'fail', 'The body is gzip, and nothing says so'],
  ['neither', body('gzip', 'unreadable'), 'fail', 'cannot be read as "gzip"'],
  ['two codings', body('gzip, br', 'br'), 'pass', 'the one answer'],
  ['nothing', [answered(204)], 'not-provoked', 'No answer had a body'],
])
