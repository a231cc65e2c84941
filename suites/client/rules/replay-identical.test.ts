import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { replayIdentical } from './replay-identical.ts'

const text = '{"name":"Bench","description":"Renamed by the retry bench"}'
const put = (at: number, fields: Parameters<typeof attempt>[2] = {}) =>
  attempt(at, 503, {
    method: 'PUT',
    bodyText: text,
    body: { bytes: text.length, sha256: '' },
    headers: ['Content-Type', 'application/json', 'Content-Length', String(text.length)],
    ...fields,
  })
const empty = put(900, { bodyText: '', body: { bytes: 0, sha256: '' }, headers: ['Content-Length', '0'] })
const form = (boundary: string, at: number, part = text, quote = '') => {
  const bodyText = `--${boundary}\r\n${part}\r\n--${boundary}--`
  const type = `multipart/form-data; boundary=${quote}${boundary}${quote}`
  return put(at, { bodyText, headers: ['Content-Type', type, 'Content-Length', String(bodyText.length)] })
}
const quoted = (boundary: string, at: number) => form(boundary, at, text, '"')
const of = (body: string, attempts: Parameters<typeof call>[0], outcome = ended(true)) => {
  const scenario = replayIdentical.scenarios.find((one) => one.body === body)
  return { calls: [call(attempts, outcome)], ...(scenario && { scenario }) }
}
const reset = replayIdentical.scenarios.find(({ script }) => script[0]?.transport === 'reset')

const [get] = replayIdentical.scenarios.filter(({ request }) => request === 'listFiles')
const lost = [attempt(0, 503), attempt(900, 200, { target: '/user-files' })]

const elsewhere = (...attempts: Parameters<typeof call>[0]) => [
  call(attempts, ended(true), { asides: [{ method: 'GET', target: '/api/v2', headMs: 900 }] }),
]

testClientRule(replayIdentical, [
  ['a lost query', { calls: [call(lost)], ...(get && { scenario: get }) }, 'fail', 'path changed'],
  ['the same', [call([put(0), put(900)])], 'pass', '2 attempts with the same 59 bytes'],
  ['nothing the second time', [call([put(0), empty])], 'fail', 'changed: 59 bytes became 0, then a success'],
  ['another path', [call([put(0), put(900, { target: '/other' })])], 'fail', 'path changed'],
  ['another method', [call([put(0), put(900, { method: 'GET' })])], 'fail', 'method changed'],
  ['JSON written anew', [call([put(0, { bodyText: text.replace(':', ': ') })], ended(503))], 'pass', '1 attempt'],
  [
    'not the JSON',
    [call([put(0, { bodyText: '{}' })], ended(503))],
    'fail',
    'sent {} where it was given JSON of 59 bytes',
  ],
  ['no body', [call([put(0, { bodyText: '' })], ended(503))], 'fail', 'sent nothing where it was given'],
  [
    '{} for a stream',
    of('stream', [put(0, { bodyText: '{}' })], ended(503)),
    'fail',
    'sent {} where it was given a body (stream)',
  ],
  ['a stream', of('stream', [put(0)], ended(503)), 'pass', '1 attempt, then ApiError with status 503'],
  ['a form with another boundary', of('form', [form('first-cut', 0), form('other-cut', 900)]), 'pass', '2 attempts'],
  ['a form with a longer boundary', of('form', [form('cut', 0), form('longer-cut', 900)]), 'pass', '2 attempts'],
  [
    'a form with its boundary in quotes',
    of('form', [quoted('cut', 0), quoted('longer-cut', 900)]),
    'pass',
    '2 attempts',
  ],
  [
    'a form with another part',
    of('form', [form('first-cut', 0), form('other-cut', 900, 'x')]),
    'fail',
    'body bytes, body hash changed',
  ],
  ['gave up with the 503', [call([put(0)], ended(503))], 'pass', '1 attempt, then ApiError with status 503'],
  ['gave up without it', [call([put(0)], ended(false))], 'warn', 'the 503 is lost'],
  [
    'gave up after a reset',
    { calls: [call([put(0)], ended(false))], ...(reset && { scenario: reset }) },
    'pass',
    '1 attempt',
  ],
  ['no end yet', [call([put(0)], null, { watchedMs: 60_000 })], 'inconclusive', 'had not ended'],
  ['no timeout', [call([put(0, { goneAt: null })], null)], 'inconclusive', 'had not ended'],
  ['ended by the bench', [call([put(0, { goneAt: 3_600_100 })], null)], 'inconclusive', 'had not ended'],
  ['hung', [call([put(0)], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
  ['nothing', [call([], ended(false))], 'not-applicable', 'does not send such a body'],
  ['another place', elsewhere(put(0)), 'fail', 'sent GET /api/v2 in place of the same PUT, then a success'],
  ['another place beside it', elsewhere(put(0), put(900, { status: 200 })), 'pass', '2 attempts'],
])
