import { answered, refused, testBackendRule } from '../hand-made.ts'
import { successIsJson } from './success-is-json.ts'

const read = { operation: 'listFolders', intent: 'success' } as const
const sentAs = (type: string | undefined) => [answered(200, { ...read, body: {}, headers: { 'Content-Type': type } })]

testBackendRule(successIsJson, [
  ['JSON', sentAs('application/json; charset=utf-8'), 'pass', 'the one answer'],
  ['a kind of JSON', sentAs('application/hal+json'), 'pass', 'the one answer'],
  ['a page', sentAs('text/html'), 'fail', 'JSON is sent as "text/html"'],
  ['no type', sentAs(undefined), 'fail', 'there is no Content-Type'],
  ['no JSON', [answered(200, { ...read, body: 'OK' })], 'fail', 'The body of listFolders is no JSON: broken'],
  ['nothing', [answered(200, read)], 'fail', 'is no JSON: empty'],
  ['NaN', [answered(200, { ...read, body: '{"n":NaN}' })], 'fail', 'is no JSON: not a number'],
  ['text behind it', [answered(200, { ...read, body: '{} done' })], 'fail', 'is no JSON: trailing text'],
  [
    'a body that was cut',
    [answered(200, { ...read, body: '{"a', answer: { isCut: true } })],
    'not-provoked',
    'documents JSON',
  ],
  ['HEAD', [answered(200, { ...read, method: 'HEAD' })], 'not-provoked', 'documents JSON'],
  ['an error', [refused('HTTP_404', read)], 'not-provoked', 'documents JSON'],
])
