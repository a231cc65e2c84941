import { refused, testBackendRule } from '../hand-made.ts'
import { sameCodeSameShape } from './same-code-same-shape.ts'

const error = { code: 'HTTP_404', message: 'no' }
const extended = (fields: object) => refused('HTTP_404', { body: { error, request_id: 'r', ...fields } })

testBackendRule(sameCodeSameShape, [
  ['alike', [refused('HTTP_404'), refused('HTTP_404')], 'pass', '2 answers'],
  ['details are free', [refused('HTTP_404'), refused('HTTP_404', { error: { details: {} } })], 'pass', '2 answers'],
  [
    'one has more beside error',
    [refused('HTTP_404'), extended({ timestamp: 1 })],
    'warn',
    'HTTP_404 has timestamp here, no further fields elsewhere',
  ],
  [
    'one has more inside error',
    [extended({ error: { ...error, hint: '' } }), refused('HTTP_404')],
    'warn',
    'no further fields here, error.hint elsewhere',
  ],
  ['other codes are not compared', [refused('HTTP_404'), refused('HTTP_409')], 'not-provoked', 'on two operations'],
  ['no error', [], 'not-provoked', 'on two operations'],
])
