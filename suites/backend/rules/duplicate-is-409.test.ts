import { answered, refused, testBackendRule } from '../hand-made.ts'
import { duplicateIs409 } from './duplicate-is-409.ts'

const post = { operation: 'createFolder', method: 'POST', path: '/folders', sentBody: '{"name":"a"}' } as const
const created = answered(201, { ...post, intent: 'success', body: {} })
const again = { ...post, intent: 'duplicate' } as const

testBackendRule(duplicateIs409, [
  ['409', [created, refused('HTTP_409', again)], 'pass', 'the one answer'],
  ['422', [created, refused('VALIDATION_ERROR', again)], 'fail', 'A duplicate was answered with 422'],
  ['created again', [created, answered(201, again)], 'fail', 'answered with 201'],
  ['failed', [created, refused('HTTP_500', again)], 'inconclusive', '500'],
  [
    'the first was refused, too',
    [refused('VALIDATION_ERROR', { ...post, intent: 'success' }), refused('VALIDATION_ERROR', again)],
    'not-provoked',
    'Nothing was created twice',
  ],
  ['nobody tried', [created], 'not-provoked', '--allow writes'],
])
