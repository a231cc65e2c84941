import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWire } from '../testing/raw-client.ts'
import { type MockServer, startMockServer } from './index.ts'

const run = promisify(execFile)
const megabyte = 1_048_576

let mock: MockServer
let folder: string
beforeAll(async () => {
  mock = await startMockServer({ rateLimit: false })
  folder = mkdtempSync(join(tmpdir(), 'early-answers-'))
  writeFileSync(join(folder, 'large'), contents.large)
  writeFileSync(join(folder, 'middle'), contents.middle)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await mock.close()
})

const upload = '/user-files/upload/stream'
const key = 'Bearer aion_test_early_answers_of_servers'

/** What a client sends, and what it has to see. */
const cases: readonly {
  readonly what: string
  readonly field: string
  readonly file: 'large' | 'middle'
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
}[] = [
  { what: 'a file that is too large', field: 'file', file: 'large', headers: { Authorization: key }, status: 413 },
  { what: 'a field of a wrong name', field: 'picture', file: 'middle', headers: { Authorization: key }, status: 422 },
  { what: 'no key', field: 'file', file: 'middle', headers: {}, status: 401 },
  {
    what: 'an injected 429',
    field: 'file',
    file: 'middle',
    headers: { Authorization: key, 'Mock-Fault': 'RATE_LIMIT_ERROR' },
    status: 429,
  },
  {
    what: 'an injected 413 in its middle',
    field: 'file',
    file: 'middle',
    headers: { Authorization: key, 'Mock-Fault': 'HTTP_413;after-bytes=65536' },
    status: 413,
  },
]

type Case = (typeof cases)[number]

/** How often each client sends each form. */
const rounds = 3
const inRounds = (send: (one: Case) => Promise<number>) => async (one: Case) => {
  const statuses: number[] = []
  while (statuses.length < rounds) statuses.push(await send(one))
  return statuses
}

const contents = { large: new Uint8Array(130 * megabyte), middle: new Uint8Array(10 * megabyte) }
const blobs = { large: new Blob([contents.large]), middle: new Blob([contents.middle]) }

/** Ways to send a form; each gives the statuses that its caller sees. */
const clients: Readonly<Record<string, (one: Case) => Promise<readonly number[]>>> = {
  fetch: inRounds(async ({ field, file, headers }) => {
    const form = new FormData()
    form.append(field, blobs[file], 'a.png')
    return (await fetch(mock.url + upload, { method: 'POST', headers, body: form })).status
  }),
  'node:http': inRounds(
    ({ field, file, headers }) =>
      new Promise((resolve, reject) => {
        const head = `--b\r\nContent-Disposition: form-data; name="${field}"; filename="a.png"\r\n\r\n`
        const bytes = contents[file]
        const length = head.length + bytes.length + '\r\n--b--\r\n'.length
        const sent = request(mock.url + upload, {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': length },
        })
        sent.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject)
        sent.write(head)
        sent.write(bytes)
        sent.end('\r\n--b--\r\n')
      }),
  ),
  curl: inRounds(async ({ field, file, headers }) => {
    const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
    const { stdout } = await run('curl', [
      '-s',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      ...lines,
      '-F',
      `${field}=@${join(folder, file)};filename=a.png`,
      mock.url + upload,
    ])
    return Number(stdout)
  }),
  async urllib({ field, file, headers }) {
    const { stdout } = await run('python3', [
      '-c',
      urllib,
      mock.url + upload,
      field,
      join(folder, file),
      JSON.stringify(headers),
      String(rounds),
    ])
    return stdout.trimEnd().split('\n').map(Number)
  },
}

const urllib = `
import json, sys, urllib.request, urllib.error
url, field, path, headers, rounds = sys.argv[1:]
body = ('--b\\r\\nContent-Disposition: form-data; name="%s"; filename="a.png"\\r\\n\\r\\n' % field).encode() + open(path, 'rb').read() + b'\\r\\n--b--\\r\\n'
headers = {**json.loads(headers), 'Content-Type': 'multipart/form-data; boundary=b'}
for _ in range(int(rounds)):
    try:
        print(urllib.request.urlopen(urllib.request.Request(url, body, headers)).status)
    except urllib.error.HTTPError as error:
        print(error.code)
`

const isInstalled = (command: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)))

const missing: Readonly<Record<string, string | undefined>> = {
  curl: isInstalled('curl') ? undefined : 'curl is not installed',
  urllib: isInstalled('python3') ? undefined : 'python3 is not installed',
}

describe.each(Object.keys(clients))('%s sees the error of an upload that is refused', (name) => {
  test.for(cases)('for $what', { timeout: 120_000 }, async (one, { skip }) => {
    const send = clients[name]
    const reason = missing[name]
    if (reason) skip(reason)
    if (!send) throw new Error(`no client ${name}`)
    expect(await send(one)).toEqual(Array(rounds).fill(one.status))
  })
})

const post = (lines: string) =>
  `POST /api/v2${upload} HTTP/1.1\r\nHost: x\r\n${lines}Content-Type: multipart/form-data; boundary=b\r\n`

describe('who waits for a 100', () => {
  test.each([
    ['a bad key', 'Authorization: Bearer nobody\r\n', 1_000, 401],
    ['a body that is too large', `Authorization: ${key}\r\n`, 300 * megabyte, 413],
    ['an injected error', `Authorization: ${key}\r\nMock-Fault: VLM_PROVIDER_ERROR\r\n`, 1_000, 503],
  ])('gets the final status at once for %s', async (_, lines, length, status) => {
    const wire = await openWire(mock.port)
    wire.send(`${post(lines)}Content-Length: ${length}\r\nExpect: 100-continue\r\n\r\n`)
    const text = await wire.until(/"request_id":"[^"]+"\}/)
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(text).toMatch(/^connection: close/im)
    expect(await wire.ending()).toBe('fin')
  })

  test('gets it where the body is wanted', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n'
    const wire = await openWire(mock.port)
    wire.send(`${post(`Authorization: ${key}\r\n`)}Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`)
    await wire.until(/^HTTP\/1.1 100 Continue\r\n\r\n$/)
    wire.send(body)
    expect(await wire.until(/"image_id"/)).toMatch(/HTTP\/1.1 200 OK/)
    wire.close()
  })
})

test('an upload that its sender gave up has no status in the journal', async () => {
  const wire = await openWire(mock.port)
  const tenant = 'gave_up'
  wire.send(
    `${post(`Authorization: Bearer aion_test_${tenant}\r\n`)}Content-Length: 5000000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n`,
  )
  await expect.poll(() => mock.journal.attempts({ tenant }).length).toBe(1)
  wire.close()
  await expect.poll(() => mock.journal.attempts({ tenant })[0]?.times.responseEndMs).not.toBeNull()
  expect(mock.journal.attempts({ tenant })[0]).toMatchObject({ status: null, fault: null })
})

test('the connection goes on after a refusal whose body was read', async () => {
  const wire = await openWire(mock.port)
  wire.send(`${post('')}Content-Length: 2000000\r\n\r\n${'x'.repeat(2_000_000)}`)
  await wire.until(/"request_id":"[^"]+"\}$/)
  wire.send(`GET /api/v2/tenant/limits HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\n\r\n`)
  expect(await wire.until(/HTTP\/1.1 200 OK/)).toMatch(/^HTTP\/1.1 401/)
  wire.close()
})

test.each(['stall', 'drip;rate=50', 'short', 'close', 'malformed-chunk'])(
  'whoever writes all of it before it reads sees the head of an error whose body is to %s',
  async (body) => {
    const head = `POST /api/v2${upload} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${key}\r\nMock-Fault: VLM_PROVIDER_ERROR;after-bytes=65536;body=${body}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${contents.middle.length}\r\n\r\n`
    const socket = connect(mock.port, '127.0.0.1')
    socket.write(head)
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.write(contents.middle, (error) => (error ? reject(error) : resolve()))
    })
    const seen = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(String(bytes).slice(0, 12))))
    expect(await seen).toBe('HTTP/1.1 503')
    socket.destroy()
  },
)
