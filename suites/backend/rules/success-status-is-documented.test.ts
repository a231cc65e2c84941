import { answered, refused, testBackendRule } from '../hand-made.ts'
import { successStatusIsDocumented } from './success-status-is-documented.ts'

const create = { operation: 'createFolder', method: 'POST', intent: 'success' } as const

testBackendRule(successStatusIsDocumented, [
  ['201', [answered(201, create)], 'pass', 'the one answer'],
  ['200', [answered(200, create)], 'fail', 'createFolder answered 200; 201 is documented'],
  ['a redirect that is documented', [answered(302, { operation: 'downloadFile' })], 'pass', 'the one answer'],
  [
    'a redirect that is not',
    [answered(307, { ...create, headers: { Location: '/folders/' } })],
    'inconclusive',
    'createFolder redirects to /folders/',
  ],
  ['a preflight', [answered(200, { ...create, intent: 'preflight' })], 'not-provoked', 'No operation'],
  ['no operation', [answered(200)], 'not-provoked', 'No operation'],
  ['an error', [refused('HTTP_409', create)], 'not-provoked', 'No operation'],
])
