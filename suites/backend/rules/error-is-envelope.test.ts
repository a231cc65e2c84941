import { answered, refused, testBackendRule } from '../hand-made.ts'
import { errorIsEnvelope } from './error-is-envelope.ts'

const envelope = { error: { code: 'HTTP_404', message: 'It is not there' }, request_id: 'r-1' }
const page = { body: '<html><h1>Unavailable</h1></html>', headers: { 'Content-Type': 'text/html' } }
const of404 = (body: unknown) => [answered(404, { body })]

testBackendRule(errorIsEnvelope, [
  ['the envelope', [refused('HTTP_404')], 'pass', 'the one answer'],
  [
    'an envelope with a defect is left to other rules',
    [refused('HTTP_404', { error: { message: 7 } })],
    'pass',
    'the one answer',
  ],
  ["the framework's own error", of404({ detail: 'Not Found' }), 'fail', "but the framework's own error"],
  ['problem details', [answered(404, { body: { title: 'x', status: 404 } })], 'fail', 'problem details'],
  ['nothing', of404(''), 'fail', 'an empty body'],
  ['a list of nothing', of404([]), 'fail', 'neither JSON nor any known shape'],
  ['an object of its own', of404({ message: 'no' }), 'fail', 'JSON of an unknown shape'],
  ['JSON that breaks off', of404('{"error":{"code"'), 'fail', 'JSON that breaks off'],
  ['encoded twice', of404(JSON.stringify(JSON.stringify(envelope))), 'fail', 'encoded twice'],
  ['inside a list', of404([envelope]), 'fail', 'inside a list'],
  ['inside a field', of404({ data: envelope }), 'fail', 'inside the field "data"'],
  [
    'as text inside a field',
    of404({ message: JSON.stringify(envelope) }),
    'fail',
    'as a text inside the field "message"',
  ],
  ['text behind it', of404(`${JSON.stringify(envelope)}\nWarning: headers already sent`), 'fail', 'text behind it'],
  [
    'NaN inside',
    of404('{"error":{"code":"HTTP_404","message":"x","details":{"n":NaN}},"request_id":"r"}'),
    'fail',
    'NaN or Infinity',
  ],
  ['nested without end', of404('['.repeat(100_000)), 'fail', 'nested deeper'],
  ["a gateway's page", [answered(502, page)], 'warn', 'A gateway in front of the API answered 502'],
  ...[503, 504].map(
    (status) => [`a gateway's page with ${status}`, [answered(status, page)], 'warn', `answered ${status}`] as const,
  ),
  ['a gateway that says nothing', [answered(502)], 'warn', 'A gateway in front of the API answered 502'],
  ['a page with 500', [answered(500, page)], 'fail', 'an HTML page'],
  ['a page that was asked for', [answered(503, { ...page, isInjected: true })], 'fail', 'an HTML page'],
  ['a 503 of the framework', [answered(503, { body: { detail: 'down' } })], 'fail', "the framework's own error"],
  [
    'a limit that nobody meant to meet',
    [answered(429, { body: { detail: 'slow down' } })],
    'fail',
    "the framework's own error",
  ],
  [
    'what was not recorded',
    [answered(404, { answer: { isBodyKnown: false } })],
    'inconclusive',
    'does not hold the body',
  ],
  ['an error without a body, to HEAD', [answered(404, { method: 'HEAD' })], 'not-provoked', 'No error'],
  ['no error', [answered(200, { body: {} })], 'not-provoked', 'No error was answered'],
])
