import { answered, refused, testBackendRule } from '../hand-made.ts'
import { statusIsDocumented } from './status-is-documented.ts'

testBackendRule(statusIsDocumented, [
  ['a documented status', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['a status that stands beside a code', [refused('TIMEOUT', { status: 504 })], 'pass', 'the one answer'],
  ['a teapot', [refused('HTTP_415', { status: 418 })], 'fail', 'Status 418 is nowhere in the contract'],
  ["a gateway's own status", [answered(520, { body: '<html>' })], 'inconclusive', 'failed with 520'],
  ['a success', [answered(299)], 'not-provoked', 'No error'],
])
