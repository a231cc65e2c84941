import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { startMockServer } from '../mocks/server/index.ts'
import { openWire } from '../mocks/testing/raw-client.ts'
import { nameExchange } from '../suites/backend/exchange.ts'
import { startProxy } from '../suites/backend/proxy/proxy.ts'
import { readHar } from '../suites/backend/recorded/har.ts'
import { readJournal } from '../suites/backend/recorded/journal.ts'
import type { Run } from '../suites/backend/run.ts'
import { readBaseUrl } from '../suites/backend/send/base-url.ts'
import { judgeRun } from '../suites/backend/verify.ts'
import { readProfile } from '../suites/client/profile.ts'
import { reporters } from './backend-report.ts'
import { parseConfig } from './config/read-config.ts'
import { verifyConfig } from './config/verify-config.ts'
import { parsePlan } from './proxy-faults.ts'
import { maskWords } from './retry/mask-words.ts'

/** A secret that is none by its form: only the name it stands under says so. */
const plain = 'Zq8Kf3vN7xW2pLmR5tYb9c'
/** A key of the API, wherever it stands. */
const key = 'aion_live_0k9Jd2Qw8Er7Ty6Ui5Op4'
const basic = Buffer.from(`me:${plain}`).toString('base64')
const secrets = [plain, key, basic]

interface Carrier {
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const typed = (type: string, body: string): Carrier => ({ headers: { 'Content-Type': type }, body })
const json = (value: unknown) => typed('application/json', JSON.stringify(value))
const part = (name: string, value: string) =>
  typed(
    'multipart/form-data; boundary=b',
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`,
  )

const underHeaders = [
  'X-API-Key',
  'X-Auth-Token',
  'X-Amz-Security-Token',
  'Proxy-Authorization',
  'Mock-Control-Token',
  'X-CSRF-Token',
  'Ocp-Apim-Subscription-Key',
  'X-Hub-Signature-256',
]
const underNames = ['access_token', 'api_key', 'client_secret', 'password', 'refreshToken', 'X-Amz-Signature', 'sig']

/** Where a secret travels. */
const carriers: Readonly<Record<string, Carrier>> = {
  'a bearer token': { headers: { Authorization: `Bearer ${plain}` } },
  'a key as bearer token': { headers: { Authorization: `Bearer ${key}` } },
  'basic credentials': { headers: { Authorization: `Basic ${basic}` } },
  'an authorization without a scheme': { headers: { Authorization: plain } },
  'a cookie': { headers: { Cookie: `theme=dark; session_token=${plain}` } },
  'an address with a password': { headers: { Referer: `https://me:${plain}@page.example/` } },
  'an address with a token before the host': { headers: { Referer: `https://${plain}@page.example/` } },
  'an address with a token in its query': { headers: { 'X-Next': `<https://a/?token=${plain}>; rel=next` } },
  'a key in any header': { headers: { 'X-Note': `was ${key}` } },
  'a key in the path': { query: `/${key}` },
  'a key in any field': json({ note: [`was ${key}`] }),
  'a key as the name of a file': part('file"; filename="key', key),
  'JSON in JSON': json({ payload: JSON.stringify({ password: plain }) }),
  'a list under a secret name': json({ access_tokens: [plain], credentials: { a: { b: plain } } }),
  'JSON that is cut': typed('application/json', `{"password":"${plain}`),
  ...Object.fromEntries(underHeaders.map((name) => [`the header ${name}`, { headers: { [name]: plain } }])),
  ...Object.fromEntries(
    underNames.flatMap((name) => [
      [`${name} in the query`, { query: `?limit=1&${name}=${plain}` }],
      [`${name} in JSON`, json({ user: { [name]: plain } })],
      [`${name} in a form`, typed('application/x-www-form-urlencoded', `a=1&${name}=${plain}`)],
      [`${name} in a part`, part(name, plain)],
    ]),
  ),
}

/** Sends each to the server. */
async function sendAll(url: string): Promise<void> {
  for (const { query = '', headers, body } of Object.values(carriers)) {
    const method = body === undefined ? 'GET' : 'POST'
    const answer = await fetch(`${url}/folders${query}`, { method, ...(headers && { headers }), ...(body && { body }) })
    await answer.arrayBuffer()
  }
}

/** The secrets that a text shows, with what stands around each. */
const shownIn = (text: string) =>
  secrets.flatMap((secret) => {
    const at = text.indexOf(secret)
    return at === -1 ? [] : [text.slice(Math.max(0, at - 100), at + secret.length)]
  })

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))

const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

test('what the mock writes shows none: journal, events, console output, folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  ends.push(() => rmSync(folder, { recursive: true }))
  const printed: string[] = []
  for (const method of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void printed.push(words.map(String).join(' ')))
  const mock = await startMockServer({ persist: folder, acceptAnyKey: true, onNotice: (text) => printed.push(text) })
  ends.push(mock.close)
  const reader = await openWire(mock.port)
  reader.send('GET /__mock/journal/stream HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await reader.until(/: journal/)
  await sendAll(mock.url)
  await fetch(`${mock.url}/tenant/limits?last=1`)
  const events = await reader.until(/last=1/)
  reader.close()
  const journal = await (await fetch(`${mock.control}/journal`)).text()
  await mock.close()
  vi.restoreAllMocks()
  expect(JSON.parse(journal).attempts.length).toBeGreaterThan(Object.keys(carriers).length)
  const written = { journal, events, printed: printed.join('\n'), folder: filesBelow(folder).join('\n') }
  expect(written.folder.length).toBeGreaterThan(100)
  for (const [place, text] of Object.entries(written)) expect(shownIn(text), place).toEqual([])
  const run = readJournal(journal, mock.url)
  for (const [form, write] of Object.entries(reporters)) expect(shownIn(write(judgeRun(run))), form).toEqual([])
})

/** A backend that repeats whatever it is sent, in an error. */
async function startEcho() {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { method, url, rawHeaders } = request
    const said = `${method} ${url} ${rawHeaders.join('|')} ${body}`
    response.writeHead(400, { 'Content-Type': 'application/json', 'X-Echo': encodeURI(url ?? '') })
    response.end(JSON.stringify({ error: { code: 'NOPE', message: said }, asked: request.headers, body }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close())
  const { port } = server.address() as AddressInfo // a TCP server has one
  return `http://127.0.0.1:${port}/api/v2`
}

const recorded = (baseUrl: string) => ({
  log: {
    entries: Object.values(carriers).map(({ query = '', headers = {}, body }) => ({
      startedDateTime: '2026-11-26T10:00:00.000Z',
      request: {
        method: body === undefined ? 'GET' : 'POST',
        url: `${baseUrl}/folders${query}`,
        headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
        ...(body !== undefined && { postData: { text: body } }),
      },
      response: {
        status: 404,
        headers: [],
        content: { text: `{"detail":${JSON.stringify(`${query} ${body ?? ''}`)}}` },
      },
    })),
  },
})

describe('what verify and proxy write shows none', () => {
  const shownByReports = (run: Run) =>
    Object.entries(reporters).flatMap(([form, write]) =>
      shownIn(write(judgeRun(run))).map((shown) => `${form}: ${shown}`),
    )

  test('of a backend that repeats everything, behind the proxy', async () => {
    const baseUrl = await startEcho()
    const lines: string[] = []
    const proxy = await startProxy({
      baseUrl,
      port: 0,
      host: '127.0.0.1',
      onExchange: (exchange) => lines.push(nameExchange(exchange, baseUrl)),
    })
    ends.push(proxy.close)
    await sendAll(proxy.url)
    expect(proxy.run().exchanges).toHaveLength(Object.keys(carriers).length)
    expect(shownByReports(proxy.run())).toEqual([])
    expect(shownIn(lines.join('\n'))).toEqual([])
  })

  test('of a recording', () => {
    const baseUrl = 'https://staging.example/api/v2'
    expect(shownByReports(readHar(JSON.stringify(recorded(baseUrl)), baseUrl))).toEqual([])
  })
})

/** What reads something that holds a secret and is wrong. */
const refusals: Readonly<Record<string, () => unknown>> = {
  'a base URL with a password': () => readBaseUrl(`https://me:${plain}@staging.example/api/v2`),
  'a base URL with a token before its host': () => readBaseUrl(`htps://${plain}@staging.example`),
  'a base URL with a key in its query': () => readBaseUrl(`https://staging.example/api/v2?api_key=${plain}`),
  'a base URL that is a key': () => readBaseUrl(key),
  'a misspelt key': () => parseConfig(`verify: { keys: { mian: ${plain} } }`, 'c.yaml'),
  'a key that is a list': () => parseConfig(`verify: { keys: { main: [${plain}] } }`, 'c.yaml'),
  'keys that are one text': () => parseConfig(`verify: { keys: ${plain} }`, 'c.yaml'),
  'a token that is an object': () => parseConfig(`mock: { controlToken: { a: ${plain} } }`, 'c.yaml'),
  'a text that does not end': () => parseConfig(`verify: { keys: { main: "${plain}`, 'c.yaml'),
  'JSON that is broken': () => parseConfig(`{"verify":{"keys":{"main":"${plain}",,}}}`, 'c.json'),
  'a key that stands twice': () => parseConfig(`verify: { keys: { main: ${plain}, main: ${plain} } }`, 'c.yaml'),
  'a variable that is not set': () =>
    verifyConfig({ path: 'c', folder: '', config: { verify: { keys: { main: '$K' } } } }, {}),
  'a profile': () => readProfile(`{"token":"${plain}",`),
  'a recording that is broken': () => readHar(`{"log":{"entries":[{"a":"${plain}"},}`, 'https://a.example'),
  'a journal that is broken': () => readJournal(`{"attempts":["${plain}"`, 'https://a.example'),
  'a plan': () => parsePlan(`[{ fault: { error: TIMEOUT, message: [${plain}] } }]`, 'p.yaml'),
}

test.each(Object.keys(refusals))('the refusal of %s does not repeat the secret', (name) => {
  let said = ''
  try {
    refusals[name]?.()
  } catch (error) {
    said = String(error)
  }
  expect(said).not.toBe('')
  expect(shownIn(said)).toEqual([])
})

test.each([
  [['curl', '-H', `Authorization: Bearer ${plain}`, '{url}']],
  [['curl', '-H', `X-Api-Key: ${plain}`, '{url}']],
  [['curl', `-HCookie: a=${plain}`, '{url}']],
  [['curl', '-u', `me:${plain}`, '{url}']],
  [['client', '--api-key', plain]],
  [['client', `--token=${plain}`]],
  [['client', `API_TOKEN=${plain}`]],
  [['sh', '-c', `curl -H 'X-Auth-Token: ${plain}' --password ${plain} https://me:${plain}@host/?sig=${plain}`]],
  [['client', key]],
])('the command %j is named without its secret', (words) => {
  const named = maskWords(words)
  expect(shownIn(named)).toEqual([])
  expect(named).toContain(words[0])
})

test('a command without secrets is named as it is', () => {
  const words = ['node', '--import', './hook.js', 'client.ts', '--retries', '3', '-u', 'X-Note: a']
  expect(maskWords(words)).toBe(words.join(' '))
})
