import { answered, testBackendRule } from '../hand-made.ts'
import { corsOriginStandsOnce } from './cors-origin-stands-once.ts'

const page = { sent: { Origin: 'https://page.example' } }
const allows = (value: string | readonly string[]) => [
  answered(200, { ...page, headers: { 'Access-Control-Allow-Origin': value } }),
]

testBackendRule(corsOriginStandsOnce, [
  ['everybody', allows('*'), 'pass', 'the one answer'],
  ['the page', allows('https://page.example'), 'pass', 'the one answer'],
  ['two lines', allows(['*', 'https://page.example']), 'fail', 'stands 2 times'],
  ['the same line twice', allows(['*', '*']), 'fail', 'stands 2 times'],
  ['a list', allows('https://a.example, https://page.example'), 'fail', 'neither the page'],
  ['another page', allows('https://a.example'), 'fail', '"https://a.example"'],
  ['null', allows('null'), 'fail', '"null"'],
  ['none', [answered(200, page)], 'not-applicable', '--origin'],
])
