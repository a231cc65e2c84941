import { answered, refused, testBackendRule } from '../hand-made.ts'
import { errorContentTypeIsJson } from './error-content-type-is-json.ts'

const sentAs = (type: string | undefined) => [refused('HTTP_404', { headers: { 'Content-Type': type } })]

testBackendRule(errorContentTypeIsJson, [
  ['JSON', sentAs('application/json'), 'pass', 'the one answer'],
  ['JSON in UTF-8', sentAs('Application/JSON; charset="UTF-8"'), 'pass', 'the one answer'],
  ['nothing', sentAs(undefined), 'warn', 'no Content-Type'],
  ['a text', sentAs('text/plain'), 'warn', 'sent as "text/plain"'],
  ['a near type', sentAs('application/jsonp'), 'warn', 'application/jsonp'],
  ['another charset', sentAs('application/json; charset=iso-8859-1'), 'fail', 'The charset is "iso-8859-1"'],
  ['no envelope', [answered(404, { body: '<html>' })], 'not-provoked', 'form of the envelope'],
])
