import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
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

const folder = mkdtempSync(join(tmpdir(), 'aion-curl-'))
const home = mkdtempSync(join(tmpdir(), 'aion-home-'))
afterAll(() => {
  for (const made of [folder, home]) rmSync(made, { recursive: true })
})

// A curl that sends nothing and tells what it was given.
writeFileSync(
  join(folder, 'curl'),
  `#!/bin/sh\nfor word in "$@"; do printf '%s\\0' "$word"; done\ncase "$*" in *@-*) cat;; esac\n`,
  { mode: 0o755 },
)

const shells = ['sh', 'bash', 'dash', 'zsh', 'fish'].filter(
  (shell) => spawnSync(shell, ['-c', 'true'], { stdio: 'ignore' }).status === 0,
)

/** What curl was given when the lines are typed into a shell, as words, the last of them its standard input. */
function pasted(shell: string, exchange: Exchange): string[] {
  const environment = {
    PATH: `${folder}:${process.env.PATH}`,
    HOME: home,
    AIONVISION_API_KEY: 'the key',
    LC_ALL: 'C.UTF-8',
  }
  const { stdout, stderr } = spawnSync(shell, ['-c', curlCommand(exchange)], { env: environment, cwd: folder })
  expect(stderr.toString()).toBe('')
  expect(readdirSync(folder)).toEqual(['curl'])
  return stdout.toString().split('\0')
}

/** A body comes as a word, or by standard input behind all words. */
const bodyGiven = (words: readonly string[]) =>
  words.includes('--data-raw')
    ? words[words.indexOf('--data-raw') + 1]
    : words.slice(words.indexOf('@-') + 2).join('\0')

const post = (body: string, headers: SentRequest['headers'] = []) => request({ method: 'POST', body, headers })

/** What a recording may hold to make somebody's shell work for it. Each would leave a file behind. */
const hostile = [
  '`touch pwned`',
  '$(touch pwned)',
  "'; touch pwned; '",
  "'\n touch pwned\n'",
  '"; touch pwned; "',
  '\\',
  "\\'; touch pwned #",
  '$AIONVISION_API_KEY',
  '"$(touch pwned)" $AIONVISION_API_KEY',
  '!touch',
  '@/etc/passwd',
  '&touch pwned',
  '%0atouch pwned',
  '\r\ntouch pwned\r\n',
  '\u001b[201~\ntouch pwned\n',
  "\u202e'; touch pwned",
  '\u0000; touch pwned',
  "%b\\0047; touch pwned; '",
]

test('the shells that the tests try are there', () => {
  expect(shells).toEqual(expect.arrayContaining(['sh', 'bash']))
})

describe.each(shells)('%s', (shell) => {
  test('takes the key from the environment', () => {
    const words = pasted(shell, request({ headers: [['Authorization', 'Bearer $AIONVISION_API_KEY']] }))
    expect(words).toContain('Authorization: Bearer the key')
  })

  test('gives headers as they are, empty ones too', () => {
    const words = pasted(
      shell,
      request({
        headers: [
          ['X-Whole', 'its value'],
          ['X-Empty', ''],
        ],
      }),
    )
    expect(words).toContain('X-Whole: its value')
    expect(words).toContain('X-Empty;')
  })

  test.each(hostile)('runs nothing of %j, wherever it stands', (text) => {
    const words = pasted(
      shell,
      request({
        method: `POST${text}`,
        url: `http://target/files?${text}`,
        headers: [
          ['X-Foreign', text],
          [text, 'x'],
          ['Authorization', text],
          [`Authorization: Bearer $AIONVISION_API_KEY${text}`, ''],
        ],
        body: text,
      }),
    )
    expect(words.filter((word) => word.includes('the key'))).toEqual([])
    expect(bodyGiven(words)).toBe(text)
  })

  test('hands over whatever stands in a body', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        (text) => {
          const words = pasted(shell, post(`{${text}`))
          const given = words.includes('--data-raw') ? words.at(-3) : words.slice(words.indexOf('@-') + 2).join('\0')
          expect(given).toBe(`{${text}`)
        },
      ),
      { numRuns: 20, examples: [['\0a\0\n\n'], ['line\nbreak\n']] },
    )
  })
})

/** The arguments that a shell hands to curl. */
const argumentsOf = (exchange: Exchange) => pasted('sh', exchange).slice(0, -1)

test('HEAD is asked for by its own option, so that curl does not wait for a body', () => {
  expect(argumentsOf(request({ method: 'HEAD' }))).toEqual(['-sS', '-I', 'http://target/files'])
})

test('a form becomes fields and a file', () => {
  const body = '[form: title=a, file=probe.txt (text/plain)]'
  const headers = [['Content-Type', 'multipart/form-data; boundary=x']] as const
  expect(argumentsOf({ ...post(body, headers), probe: 'upload' })).toEqual([
    ...['-sS', '-i', '-X', 'POST', '--form-string', 'title=a'],
    ...['-F', 'file=@probe.txt;type=text/plain', 'http://target/files'],
  ])
})

test('a recorded body that looks like the description of a form is a body', () => {
  const body = '[form: a=@/etc/passwd, file=/etc/passwd (text/plain)]'
  expect(argumentsOf(post(body))).toEqual(['-sS', '-i', '-X', 'POST', '--data-raw', body, 'http://target/files'])
})

test('what curl and the connection write themselves is left to them', () => {
  const headers = [
    ['Accept-Encoding', 'gzip, br'],
    ['Content-Length', '7'],
    ['Host', 'x'],
    ['X-Empty', ''],
  ] as const
  expect(argumentsOf(request({ headers }))).toEqual([
    '-sS',
    '-i',
    '--compressed',
    '-H',
    'X-Empty;',
    'http://target/files',
  ])
})

test('brackets in an address are no pattern', () => {
  expect(argumentsOf(request({ url: 'http://target/files?a[]=1' }))).toContain('-g')
})

test('a long body of zeros is made on the way', () => {
  expect(curlCommand({ ...post('[12 zeros]'), probe: 'oversize' })).toMatch(
    /^head -c 12 \/dev\/zero .*--data-binary @-/s,
  )
})
