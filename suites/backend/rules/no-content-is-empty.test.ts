import { answered, testBackendRule } from '../hand-made.ts'
import { noContentIsEmpty } from './no-content-is-empty.ts'

testBackendRule(noContentIsEmpty, [
  ['nothing', [answered(204)], 'pass', 'the one answer'],
  ['a body', [answered(204, { body: '{}' })], 'fail', 'followed by a body'],
  ['bytes behind its end', [answered(204, { answer: { hasBytesBeyondEnd: true } })], 'fail', 'followed by a body'],
  ['Content-Length', [answered(204, { headers: { 'Content-Length': 0 } })], 'fail', '204 carries Content-Length'],
  [
    'Transfer-Encoding',
    [answered(204, { headers: { 'Transfer-Encoding': 'chunked' } })],
    'fail',
    '204 carries Transfer-Encoding',
  ],
  ['no 204', [answered(200)], 'not-provoked', '--allow writes'],
])
