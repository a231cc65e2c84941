import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { IncomingMessageLike } from '../../core/message.ts'
import { plainRequest } from '../../testing/plain-request.ts'
import { createBeside } from '../beside.ts'
import { createConsole } from './console.ts'
import { notBuilt, readConsole } from './files.ts'
import { mountConsole } from './mount.ts'

const rules = { host: '127.0.0.1', token: undefined }
const browser = { accept: 'text/html', host: '127.0.0.1:4010' }
const at = (target: string, headers: Readonly<Record<string, string>> = browser, method = 'GET') =>
  plainRequest({ target, headers, method })

const files = new Map([
  ['page.html', { type: 'text/html; charset=utf-8', text: '<script src="/__mock/console/console.js"></script>' }],
  ['console.js', { type: 'text/javascript; charset=utf-8', text: 'go()' }],
])
const serve = createConsole(rules, files)

/** Read once: what each line keeps a page from doing stands in the Content Security Policy's own words. */
const safe = [
  ...['Cache-Control', 'no-store'],
  ...[
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ...['X-Content-Type-Options', 'nosniff', 'X-Frame-Options', 'DENY', 'Referrer-Policy', 'no-referrer'],
  ...['Cross-Origin-Opener-Policy', 'same-origin', 'Cross-Origin-Resource-Policy', 'same-origin'],
  ...['Vary', 'Accept, Sec-Fetch-Dest'],
]

describe('the console', () => {
  test('is a page that runs nothing from elsewhere', () => {
    expect(serve({ name: undefined, prefix: '/__mock' }, at('/'))).toEqual({
      status: 200,
      headers: ['Content-Type', 'text/html; charset=utf-8', ...safe],
      body: '<script src="/__mock/console/console.js"></script>',
    })
  })

  test('loads its files from under the prefix of a tenant', () => {
    expect(serve({ name: undefined, prefix: '/t/ann/__mock' }, at('/'))?.body).toBe(
      '<script src="/t/ann/__mock/console/console.js"></script>',
    )
  })

  test('has its files and no others', () => {
    expect(serve({ name: 'console.js', prefix: '/__mock' }, at('/'))).toMatchObject({ status: 200, body: 'go()' })
    expect(serve({ name: 'other.js', prefix: '/__mock' }, at('/'))).toBeUndefined()
  })

  test('is refused under a foreign name', () => {
    const refused = serve({ name: 'console.js', prefix: '/__mock' }, at('/', { host: 'evil.example' }))
    expect(refused?.status).toBe(403)
    expect(JSON.parse(String(refused?.body))).toMatchObject({
      error: { code: 'AUTHZ_ERROR' },
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  test('says how it is built where it is not', () => {
    const reply = createConsole(rules, new Map())({ name: undefined, prefix: '/__mock' }, at('/'))
    expect([reply?.status, reply?.body]).toEqual([503, notBuilt.text])
    expect(reply?.headers.slice(0, 2)).toEqual(['Content-Type', 'text/html; charset=utf-8'])
    expect(notBuilt.text).toContain('Run <code>npm run build</code>')
  })
})

test('files are read by what their names end in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'console-files-'))
  for (const name of ['page.html', 'a.js', 'a.css', 'LICENSES.txt']) writeFileSync(join(folder, name), name)
  expect(Object.fromEntries(readConsole(folder))).toEqual({
    'page.html': { type: 'text/html; charset=utf-8', text: 'page.html' },
    'a.js': { type: 'text/javascript; charset=utf-8', text: 'a.js' },
    'a.css': { type: 'text/css; charset=utf-8', text: 'a.css' },
  })
  rmSync(folder, { recursive: true })
  expect(readConsole(folder).size).toBe(0)
})

/** A control API that says what it was asked. */
const control = async ({ target }: IncomingMessageLike) => ({ status: 299, headers: [], body: `control ${target}` })

describe('beside the control API', () => {
  const mounted = mountConsole(control, rules)
  const statusOf = async (...args: Parameters<typeof at>) => (await mounted(at(...args))).status

  test.each(['/', '/?a', '/__mock', '/__mock/', '/__mock?a', '/t/ann/__mock/'])(
    '%s is a page for a browser',
    async (target) => {
      expect(await statusOf(target)).not.toBe(299)
      expect(await statusOf(target, browser, 'HEAD')).not.toBe(299)
      expect(await statusOf(target, { ...browser, accept: '*/*' })).toBe(299)
      expect(await statusOf(target, browser, 'POST')).toBe(299)
    },
  )

  test.each(['/__mock/health', '/__mock/consoles/page.html', '/__mock/console/none.js', '/t/a%20b/__mock/'])(
    '%s is none of its business',
    async (target) => {
      expect(await statusOf(target)).toBe(299)
    },
  )

  test('files come to whoever asks for them', async () => {
    expect(await statusOf('/__mock/console/page.html', { host: 'evil.example' })).toBe(
      readConsole().has('page.html') ? 403 : 299,
    )
  })
})

describe('what lies beside the API', () => {
  test('is the control API, and the page where there is a console', () => {
    const all = createBeside(control, rules, true)
    expect(['/', '/?a', '/x', '/__mock/x', '/api'].map((target) => all.takes(target, browser))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ])
    expect(all.takes('/', { accept: '*/*' })).toBe(false)
    const bare = createBeside(control, rules, false)
    expect(['/', '/__mock/x'].map((target) => bare.takes(target, browser))).toEqual([false, true])
    expect(bare.answer).toBe(control)
  })
})
