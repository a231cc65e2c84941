import { expect, test } from 'vitest'
import { answered, unanswered } from '../hand-made.ts'
import { answerLines, curlCommand } from './curl.ts'

test('of an answer the headers that matter here are shown, each in its place', () => {
  const headers = {
    ...{ Location: '/x', Allow: 'GET', 'X-RateLimit-Reset': 3, 'X-RateLimit-Remaining': 2, 'X-RateLimit-Limit': 1 },
    ...{ 'Retry-After': ['1', '2'], 'X-Request-ID': 'r', 'Content-Length': 2, 'X-Other': 'o' },
  }
  expect(answerLines(answered(429, { headers, body: '{}' }))).toEqual([
    'HTTP 429',
    'Content-Type: application/json',
    'Content-Length: 2',
    'X-Request-ID: r',
    'Retry-After: 1, 2',
    'X-RateLimit-Limit: 1',
    'X-RateLimit-Remaining: 2',
    'X-RateLimit-Reset: 3',
    'Allow: GET',
    'Location: /x',
    '',
    '{}',
  ])
})

test('what is long is cut at six hundred letters, a body with its size', () => {
  const lines = (length: number) =>
    answerLines(answered(200, { body: 'x'.repeat(length), headers: { 'Content-Type': 't'.repeat(length) } }))
  expect(lines(600)).toEqual(['HTTP 200', `Content-Type: ${'t'.repeat(600)}`, '', 'x'.repeat(600)])
  expect(lines(601)).toEqual(['HTTP 200', `Content-Type: ${'t'.repeat(600)}`, '', `${'x'.repeat(600)}… (601 bytes)`])
})

test('a body keeps its lines, but for empty ones at its end', () => {
  expect(answerLines(answered(200, { body: 'a\r\n\r\nb\nc\n\n', headers: { 'Content-Type': undefined } }))).toEqual([
    'HTTP 200',
    '',
    'a',
    '',
    'b',
    'c',
  ])
})

test('an answer without a body, without a known one, and none at all', () => {
  expect(answerLines(answered(204))).toEqual(['HTTP 204'])
  expect(answerLines(answered(304, { body: 'x', answer: { isBodyKnown: false } }))).toEqual([
    'HTTP 304',
    'Content-Type: application/json',
    '',
    '(the body was not recorded)',
  ])
  expect(answerLines(unanswered('the connection was reset'))).toEqual(['the connection was reset'])
  expect(answerLines({ ...unanswered(''), failure: null })).toEqual(['no answer'])
})

const command = (fields: Parameters<typeof answered>[1]) => curlCommand(answered(200, fields)).split(' \\\n  ')

test('a request is a curl command of one argument a line', () => {
  expect(
    command({
      method: 'POST',
      path: "/folders?name=it's",
      sent: {
        Authorization: 'Bearer $AIONVISION_OTHER_API_KEY',
        'Content-Type': 'application/json',
        ...{
          Connection: 'close',
          'Content-Length': 2,
          Expect: '100-continue',
          Host: 'h',
          'Transfer-Encoding': 'chunked',
        },
        'X-Empty': '',
        'not a name': 'x',
        '@file': 'x',
      },
      sentBody: '{"a":1}',
    }),
  ).toEqual([
    'curl -sS -i -X POST',
    '-H "Authorization: Bearer $AIONVISION_OTHER_API_KEY"',
    "-H 'Content-Type: application/json'",
    "-H 'X-Empty;'",
    `--data-raw '{"a":1}'`,
    "'https://target.example/api/v2/folders?name=it%27s'",
  ])
})

test('what an address cannot hold is percent-encoded, each byte with two digits', () => {
  expect(command({ path: '/a b\\c\n\u0007\u202e' })).toEqual([
    'curl -sS -i',
    "'https://target.example/api/v2/a%20b%5Cc%0A%07%E2%80%AE'",
  ])
})

test.each(['[', ']', '{', '}'])('%s in an address is a letter', (letter) => {
  expect(command({ path: `/a${letter}` })[0]).toBe('curl -sS -i -g')
})

test('a method that is no word is one word, and GET and HEAD need none', () => {
  expect(command({ method: 'Get it' })[0]).toBe("curl -sS -i -X 'Get it'")
  expect(command({ method: 'GET' })[0]).toBe('curl -sS -i')
  expect(command({ method: 'HEAD' })[0]).toBe('curl -sS -I')
  expect(command({ method: 'PATCH', sent: { 'Accept-Encoding': 'gzip' } })[0]).toBe('curl -sS -i -X PATCH --compressed')
})

test('a body that no argument can hold comes through a pipe', () => {
  expect(curlCommand(answered(200, { method: 'PUT', sentBody: "it's" }))).toBe(
    `printf '%b' 'it\\0047s' | curl -sS -i -X PUT \\\n  --data-binary @- \\\n  'https://target.example/api/v2/user-files'`,
  )
})

test('what our probes describe becomes what they sent', () => {
  expect(
    command({ probe: 'p', method: 'POST', sentBody: '[form: a=b, file=c.txt (text/plain)]' }).slice(1, -1),
  ).toEqual(["--form-string 'a=b'", "-F 'file=@c.txt;type=text/plain'"])
  expect(curlCommand(answered(200, { probe: 'p', method: 'POST', sentBody: '[12 zeros]' }))).toMatch(
    /^head -c 12 \/dev\/zero \| tr '\\0' 0 \| curl -sS -i -X POST \\\n {2}--data-binary @- \\\n/,
  )
  expect(command({ method: 'POST', sentBody: '[12 zeros]' })[1]).toBe("--data-raw '[12 zeros]'")
  expect(command({ probe: 'p', method: 'POST', sentBody: 'plain' })[1]).toBe("--data-raw 'plain'")
})
