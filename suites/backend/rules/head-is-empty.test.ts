import { answered, testBackendRule } from '../hand-made.ts'
import { headIsEmpty } from './head-is-empty.ts'

const head = { method: 'HEAD', intent: 'head', operation: 'listFiles' } as const

testBackendRule(headIsEmpty, [
  ['nothing', [answered(200, { ...head, headers: { 'Content-Length': 17 } })], 'pass', 'the one answer'],
  ['a body', [answered(200, { ...head, body: '{}' })], 'fail', 'A body followed'],
  [
    'bytes behind its end',
    [answered(404, { ...head, answer: { hasBytesBeyondEnd: true } })],
    'fail',
    'A body followed',
  ],
  ['no HEAD', [answered(200)], 'not-provoked', 'Nobody sent HEAD'],
])
