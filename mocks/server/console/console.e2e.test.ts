import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildConsole } from '../../../scripts/build/console.ts'
import { ask } from '../../testing/ask.ts'
import { plainRequest } from '../../testing/plain-request.ts'
import { type MockServer, startMockServer } from '../index.ts'
import { createConsole } from './console.ts'
import { notBuilt, readConsole } from './files.ts'

const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const at = ({ control }: MockServer, path: string) => new URL(path, control).href

let mock: MockServer
beforeAll(async () => {
  await buildConsole()
  mock = await startMockServer({ files: 1 })
})
afterAll(() => mock.close())

describe('the console', () => {
  test.each(['/', '/?from=mail', '/__mock', '/__mock/'])('%s is a page for a browser', async (path) => {
    const { status, headers, text } = await ask(at(mock, path), { headers: browser })
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toContain('<title>Mock console</title>')
    const head = await ask(at(mock, path), { method: 'HEAD', headers: browser })
    expect([head.status, head.text]).toEqual([200, ''])
  })

  test.each([{}, { Accept: '*/*' }, { Accept: 'application/json' }, { ...browser, 'Sec-Fetch-Dest': 'iframe' }])(
    '/ is no page for who sends %j',
    async (headers) => {
      for (const path of ['/', '/__mock/']) {
        const { status, text } = await ask(at(mock, path), { headers })
        expect([status, JSON.parse(text).error.code]).toEqual([404, 'HTTP_404'])
      }
    },
  )

  test('under the prefix of a tenant it loads its files from there', async () => {
    const { status, text } = await ask(at(mock, '/t/ci/__mock/'), { headers: browser })
    expect([status, text]).toEqual([200, expect.stringContaining('src="/t/ci/__mock/console/console.js"')])
    expect((await ask(at(mock, '/t/ci/__mock/console/console.js'))).status).toBe(200)
    expect((await ask(at(mock, '/t/a%20b/__mock/'), { headers: browser })).status).toBe(422)
  })

  test('a write to / is a call of the API still', async () => {
    expect((await ask(at(mock, '/'), { method: 'POST', headers: browser })).status).toBe(404)
  })

  test('the files that the page names are there, and no others', async () => {
    const { text: page } = await ask(at(mock, '/'), { headers: browser })
    const named = [...page.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(named).toHaveLength(2)
    for (const path of named) expect((await ask(at(mock, path))).status, path).toBe(200)
    for (const name of ['page.js', '../../package.json', '%2e%2e/index.ts', '', 'BUNDLED-LICENSES.txt'])
      expect((await ask(at(mock, `/__mock/console/${name}`))).status, name).toBe(404)
  })

  test('it takes at most 60 kB', async () => {
    const paths = ['/', '/__mock/console/console.js', '/__mock/console/console.css']
    const sizes = await Promise.all(
      paths.map(async (path) => gzipSync((await ask(at(mock, path), { headers: browser })).text).length),
    )
    expect(Math.min(...sizes)).toBeGreaterThan(300)
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60_000)
  })

  test('it runs nothing from elsewhere, lies in no frame and is not kept', async () => {
    const { headers, text } = await ask(at(mock, '/'), { headers: browser })
    const policy = String(headers['content-security-policy'])
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]),
    )
    expect(policy).not.toContain('unsafe')
    expect(text).not.toMatch(/<script(?![^>]* src="\/__mock\/console\/)|<style|\son\w+=/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
  })

  test('no journal knows of it', async () => {
    mock.reset()
    await ask(at(mock, '/'), { headers: browser })
    expect(mock.journal.attempts()).toEqual([])
  })

  test('it is not served under a foreign name, nor to a foreign page', async () => {
    const renamed = await ask(at(mock, '/'), { headers: { ...browser, Host: 'evil.example' } })
    expect([renamed.status, JSON.parse(renamed.text).error.code]).toEqual([403, 'AUTHZ_ERROR'])
    const script = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'script' }
    expect((await ask(at(mock, '/__mock/console/console.js'), { headers: script })).status).toBe(403)
    const followed = { ...browser, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document' }
    expect((await ask(at(mock, '/'), { headers: followed })).status).toBe(200)
  })

  test('where a token is demanded, the page comes under any name, and what it asks for does not', async () => {
    await using guarded = await startMockServer({ files: 1, controlToken: 's3cret' })
    const headers = { ...browser, Host: 'mock.lan:4010' }
    expect((await ask(at(guarded, '/'), { headers })).status).toBe(200)
    expect((await ask(at(guarded, '/__mock/journal'), { headers })).status).toBe(403)
    expect((await ask(at(guarded, '/__mock/journal'))).status).toBe(401)
  })

  test('without it / answers as before', async () => {
    await using bare = await startMockServer({ files: 1, console: false })
    for (const path of ['/', '/__mock/', '/__mock/console/console.js'])
      expect((await ask(at(bare, path), { headers: browser })).status, path).toBe(404)
    expect(bare.journal.attempts()).toHaveLength(1)
  })
})

test('who has not built it is told how', () => {
  expect(readConsole('/nowhere')).toEqual(new Map())
  expect(notBuilt.text).toContain('npm run build')
  const serve = createConsole({ host: '127.0.0.1', token: undefined }, new Map())
  const request = plainRequest({ headers: { ...browser, host: '127.0.0.1' } })
  expect(serve({ name: undefined, prefix: '/__mock' }, request)).toMatchObject({ status: 503, body: notBuilt.text })
})
