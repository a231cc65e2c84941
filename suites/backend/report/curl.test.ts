import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange, SentRequest } from '../exchange.ts'
import { curlCommand } from './curl.ts'

const request = (fields: Partial<SentRequest>): Exchange => ({
  id: 1,
  probe: null,
  intent: null,
  operation: null,
  credential: 'main',
  brokenField: null,
  isInjected: false,
  request: { method: 'GET', url: 'http://target/files', headers: [], body: null, ...fields },
  answer: null,
  failure: null,
  failureKind: null,
  sentMs: 0,
  elapsedMs: 0,
  sentOrder: 1,
  answeredOrder: 2,
  echoesCredential: false,
})

/** The arguments that a shell hands to curl. */
function argumentsOf(exchange: Exchange): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${curlCommand(exchange)}`
  const output = execFileSync('bash', ['--norc', '-c', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, AIONVISION_API_KEY: 'the key' },
  })
  return output.toString().split('\0').slice(0, -1)
}

test('the key comes from the environment', () => {
  const words = argumentsOf(request({ headers: [['Authorization', 'Bearer $AIONVISION_API_KEY']] }))
  expect(words).toContain('Authorization: Bearer the key')
})

test('whatever stands in a body arrives as it was', { timeout: 30_000 }, () => {
  const body = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed())
  fc.assert(
    fc.property(body, (text) => {
      expect(argumentsOf(request({ method: 'POST', body: `{${text}` }))).toContain(`{${text}`)
    }),
    { numRuns: 30, examples: [["'; rm -rf / #"], ['$(id) `id` "\\'], ['line\nbreak']] },
  )
})

test('HEAD is asked for by its own option, so that curl does not wait for a body', () => {
  expect(argumentsOf(request({ method: 'HEAD' }))).toEqual(['-sS', '-I', 'http://target/files'])
})

test('a form becomes fields and a file', () => {
  const body = '[form: title=a, file=probe.txt (text/plain)]'
  expect(
    argumentsOf(request({ method: 'POST', body, headers: [['Content-Type', 'multipart/form-data; boundary=x']] })),
  ).toEqual([
    '-sS',
    '-i',
    '-X',
    'POST',
    '-F',
    'title=a',
    '-F',
    'file=@probe.txt;type=text/plain',
    'http://target/files',
  ])
})

test('a long body of zeros is made on the way', () => {
  expect(curlCommand(request({ method: 'POST', body: '[12 zeros]' }))).toMatch(
    /^head -c 12 \/dev\/zero .*--data-binary @-/s,
  )
})
