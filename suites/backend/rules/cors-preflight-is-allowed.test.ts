import { answered, type HandMadeHeaders, testBackendRule } from '../hand-made.ts'
import { corsPreflightIsAllowed } from './cors-preflight-is-allowed.ts'

const Origin = 'https://page.example'
const read = answered(200, { sent: { Origin }, headers: { 'Access-Control-Allow-Origin': '*' } })
const preflight = (status: number, headers: HandMadeHeaders, method = 'DELETE') =>
  answered(status, {
    method: 'OPTIONS',
    intent: 'preflight',
    operation: 'deleteFile',
    credential: 'none',
    sent: {
      Origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'authorization, content-type',
    },
    headers,
  })
const good = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, DELETE',
  'Access-Control-Allow-Headers': 'Content-Type, Authorization',
}

testBackendRule(corsPreflightIsAllowed, [
  ['204', [read, preflight(204, good)], 'pass', 'the one answer'],
  ['200', [read, preflight(200, good)], 'pass', 'the one answer'],
  [
    'GET needs no permission',
    [read, preflight(204, { ...good, 'Access-Control-Allow-Methods': undefined }, 'GET')],
    'pass',
    'the one answer',
  ],
  ...(['HEAD', 'POST'] as const).map(
    (method) =>
      [
        `${method} needs no permission`,
        [read, preflight(204, { ...good, 'Access-Control-Allow-Methods': undefined }, method)],
        'pass',
        'the one answer',
      ] as const,
  ),
  ['the lowest and the highest success', [read, preflight(200, good), preflight(299, good)], 'pass', 'all 2 answers'],
  ['300', [read, preflight(300, good)], 'fail', 'answered with 300'],
  [
    'a preflight that names no method asks for GET, and for no header',
    [
      read,
      answered(204, {
        method: 'OPTIONS',
        intent: 'preflight',
        sent: { Origin },
        headers: { 'Access-Control-Allow-Origin': '*' },
      }),
    ],
    'pass',
    'the one answer',
  ],
  [
    'the asterisk stands for other headers',
    [read, preflight(204, { ...good, 'Access-Control-Allow-Headers': '*, Authorization' })],
    'pass',
    'the one answer',
  ],
  ['any method', [read, preflight(204, { ...good, 'Access-Control-Allow-Methods': '*' })], 'pass', 'the one answer'],
  ['401', [read, preflight(401, good)], 'fail', 'answered with 401: no page can send a request with a key'],
  ['a redirect', [read, preflight(307, { Location: '/login' })], 'fail', 'answered with 307'],
  ['500', [read, preflight(500, {})], 'fail', 'answered with 500'],
  ['no origin', [read, preflight(204, {})], 'fail', 'names no Access-Control-Allow-Origin'],
  [
    'not the method',
    [read, preflight(204, { ...good, 'Access-Control-Allow-Methods': 'GET' })],
    'fail',
    'the method DELETE',
  ],
  [
    'not the key',
    [read, preflight(204, { ...good, 'Access-Control-Allow-Headers': 'Content-Type' })],
    'fail',
    'the header authorization',
  ],
  [
    'the asterisk does not stand for the key',
    [read, preflight(204, { ...good, 'Access-Control-Allow-Headers': '*' })],
    'fail',
    'the header authorization',
  ],
  [
    'no headers',
    [read, preflight(204, { ...good, 'Access-Control-Allow-Headers': undefined })],
    'fail',
    'authorization, content-type',
  ],
  ['404 of an operation that may not be there', [read, preflight(404, {})], 'not-provoked', 'deleteFile'],
  ['no pages at all', [preflight(401, {})], 'not-applicable', '--origin'],
])
