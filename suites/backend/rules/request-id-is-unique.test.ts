import { refused, testBackendRule } from '../hand-made.ts'
import { requestIdIsUnique } from './request-id-is-unique.ts'

const same = { requestId: 'same' }
const own = { requestId: 'own', sent: { 'X-Request-ID': 'own' } }

testBackendRule(requestIdIsUnique, [
  ['two ids', [refused('HTTP_404'), refused('HTTP_404')], 'pass', '2 answers'],
  ['one id twice', [refused('HTTP_404', same), refused('HTTP_409', same)], 'fail', 'on more than one error'],
  ['the id of the client, twice', [refused('HTTP_404', own), refused('HTTP_404', own)], 'pass', '2 answers'],
  [
    'an id that another client sent',
    [refused('HTTP_404', own), refused('HTTP_404', { requestId: 'own' })],
    'fail',
    'on more than one error',
  ],
  ['one error', [refused('HTTP_404')], 'not-provoked', 'Fewer than two'],
  [
    'no ids',
    [refused('HTTP_404', { requestId: '' }), refused('HTTP_404', { requestId: 7 })],
    'not-provoked',
    'Fewer than two',
  ],
])
