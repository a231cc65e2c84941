import { refused, testBackendRule } from '../hand-made.ts'
import { methodNotAllowedListsMethods } from './method-not-allowed-lists-methods.ts'

testBackendRule(methodNotAllowedListsMethods, [
  ['Allow', [refused('HTTP_405', { headers: { Allow: 'GET' } })], 'pass', 'the one answer'],
  ['an empty Allow', [refused('HTTP_405', { headers: { Allow: '' } })], 'pass', 'the one answer'],
  ['none', [refused('HTTP_405')], 'fail', '405 came without Allow'],
  [
    'none, of an operation that is not there',
    [refused('HTTP_405', { operation: 'searchImages', intent: 'unparsable-body' })],
    'fail',
    '405 came without Allow',
  ],
  ['asked for', [refused('HTTP_405', { isInjected: true })], 'not-applicable', 'No 405'],
  ['no 405', [refused('HTTP_404')], 'not-applicable', 'No 405'],
])
