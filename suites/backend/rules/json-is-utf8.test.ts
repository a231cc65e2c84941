import { answered, refused, testBackendRule } from '../hand-made.ts'
import { jsonIsUtf8 } from './json-is-utf8.ts'

const bytes = (fields: object) => [
  refused('HTTP_404', { answer: { bytes: { encoding: 'identity', hasBom: false, isUtf8: true, ...fields } } }),
]

testBackendRule(jsonIsUtf8, [
  ['UTF-8', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['a byte order mark', bytes({ hasBom: true }), 'fail', 'begins with a byte order mark'],
  ['other bytes', bytes({ isUtf8: false }), 'fail', 'not valid UTF-8'],
  [
    'UTF-16',
    [answered(404, { body: '{\u0000"\u0000', headers: { 'Content-Type': 'application/json' } })],
    'fail',
    'UTF-16 or UTF-32',
  ],
  [
    'a page',
    [answered(200, { body: '<html>', headers: { 'Content-Type': 'text/html' } })],
    'not-provoked',
    'No answer said',
  ],
  ['nothing', [answered(204)], 'not-provoked', 'No answer said'],
])
