import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBrokenBackend, defects } from '../fixtures/backends/broken/index.ts'
import { backendKeys, createConformingBackend } from '../fixtures/backends/conforming.ts'
import { type ServedBackend, serveBackend } from '../fixtures/backends/serve.ts'
import { commandLine } from './testing/command-line.ts'

let backend: ServedBackend
const folder = mkdtempSync(join(tmpdir(), 'aion-verify-'))

beforeAll(async () => {
  backend = await serveBackend(createConformingBackend())
})
afterAll(async () => {
  await backend[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const { PATH, NODE_OPTIONS } = process.env

/** Runs the command in a process of its own. */
function verify(
  args: readonly string[],
  env: Record<string, string> = { AIONVISION_API_KEY: backendKeys.main },
): Promise<Ended> {
  const child = [commandLine, 'verify', ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, child, { env: { PATH, NODE_OPTIONS, ...env } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}

test('a good backend ends with 0 and a report that is never wider than 80 columns', async () => {
  const { code, stdout, stderr } = await verify([backend.baseUrl])
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('sending up to') })
  expect(stdout).toContain('GOOD: ')
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test('without permission nothing is written, and the report says what would allow it', async () => {
  const { stdout } = await verify([backend.baseUrl])
  expect(stdout).toContain('--allow bursts')
  expect(stdout).toContain('AIONVISION_EXPIRED_API_KEY')
})

test('the JSON report has verdicts and not one letter of the key', async () => {
  const { stdout } = await verify([backend.baseUrl, '--format', 'json'])
  const report: { verdicts: { rule: string; verdict: string }[] } = JSON.parse(stdout)
  expect(report.verdicts).toContainEqual(expect.objectContaining({ rule: 'error-is-envelope', verdict: 'pass' }))
  expect(stdout).not.toContain(backendKeys.main)
})

test('a broken backend ends with 1', async () => {
  const { createServer } = await import('node:http')
  const list = JSON.stringify({ files: [], total_count: 0, has_more: false })
  const server = createServer(({ url }, response) =>
    url?.startsWith('/user-files?')
      ? response.writeHead(200, { 'Content-Type': 'application/json' }).end(list)
      : response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html></html>'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number } // a TCP server has one
  const { code, stdout } = await verify([`http://127.0.0.1:${port}`])
  server.close()
  expect(code).toBe(1)
  expect(stdout).toContain('The body is not the envelope but an HTML page')
  expect(stdout).toContain('$AIONVISION_API_KEY')
})

test('an unreachable host is one clear sentence and 2', async () => {
  const { code, stderr } = await verify(['http://127.0.0.1:1/api/v2'])
  expect(code).toBe(2)
  expect(stderr).toContain(
    'error: http://127.0.0.1:1/api/v2 cannot be verified: nothing listens there: the connection was refused\n',
  )
})

test('a key that is refused from the start is one clear sentence and 2', async () => {
  const { code, stderr } = await verify([backend.baseUrl], { AIONVISION_API_KEY: 'aion_somebody_elses_key_000' })
  expect(code).toBe(2)
  expect(stderr).toContain('the key was refused from the start')
})

test('Ctrl-C ends the run at once: cleaned up, with a partial report', async () => {
  const seen: string[] = []
  let child: ChildProcess | undefined
  const handle = createConformingBackend()
  await using slow = await serveBackend(
    (request) => {
      seen.push(`${request.method} ${request.path.replace(/[0-9a-f-]{36}/, '*')}`)
      if (request.method === 'POST' && request.path === '/folders') child?.kill('SIGINT')
      return handle(request)
    },
    { latencyMs: 50 },
  )
  const ended = await new Promise<Ended>((resolve) => {
    const env = { PATH: process.env.PATH, AIONVISION_API_KEY: backendKeys.main }
    child = execFile(
      process.execPath,
      [commandLine, 'verify', slow.baseUrl, '--allow', 'writes'],
      { env },
      (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
  expect(ended.code).toBe(1)
  expect(ended.stdout).toContain('PARTIAL: the run was interrupted')
  expect(seen.filter((line) => line.endsWith(' /folders') && line.startsWith('POST')).length).toBe(1)
  expect(seen).toContain('DELETE /folders/*')
})

test.each([
  ['--max-requests', '20', 'PARTIAL: the run stopped at its greatest number of requests'],
  ['--deadline', '1', 'PARTIAL: the deadline of the whole run passed'],
])('a run that %s %s cut short is not good, and its last line says so', async (flag, value, reason) => {
  await using slow = await serveBackend(createConformingBackend(), { latencyMs: flag === '--deadline' ? 200 : 0 })
  const { code, stdout } = await verify([slow.baseUrl, flag, value])
  expect(code).toBe(1)
  expect(stdout).toContain(reason)
  expect(stdout.trimEnd().split('\n').slice(-2).join(' ')).toMatch(/PARTIAL: 0 rules are broken/)
  expect(stdout).not.toContain('GOOD')
})

test('a report that cannot be written is refused before anything is sent', async () => {
  let requests = 0
  const handle = createConformingBackend()
  await using counting = await serveBackend((request) => {
    requests += 1
    return handle(request)
  })
  const { code, stderr } = await verify([counting.baseUrl, '--out', join(folder, 'missing', 'report.json')])
  expect([code, requests]).toEqual([2, 0])
  expect(stderr).toContain('there is no folder')
})

test('a target that cannot be reached leaves no earlier report behind', async () => {
  const report = join(folder, 'stale.json')
  writeFileSync(report, '{"isGood":true}')
  expect((await verify(['http://127.0.0.1:1/api/v2', '--out', report])).code).toBe(2)
  expect(existsSync(report)).toBe(false)
})

test('a key with a line break is refused, and not repeated', async () => {
  const { code, stderr } = await verify([backend.baseUrl], { AIONVISION_API_KEY: `${backendKeys.main}\n` })
  expect(code).toBe(2)
  expect(stderr).toContain('The key main (AIONVISION_API_KEY) holds a line break')
  expect(stderr).not.toContain(backendKeys.main)
})

test('--dry-run lists the requests and sends none', async () => {
  const { code, stdout } = await verify(['http://127.0.0.1:1/api/v2', '--dry-run', '--allow', 'writes'], {})
  expect(code).toBe(0)
  expect(stdout).toMatch(/up to \d+ requests/)
  expect(stdout).toContain('POST /folders')
})

test('a baseline lets known failures be, and tells new ones', async () => {
  const known = defects.find(({ id }) => id === 'framework-401')
  const fresh = defects.find(({ id }) => id === '405-without-allow')
  if (!known || !fresh) throw new Error('The fixtures lack a defect')
  const baseline = join(folder, 'baseline.json')
  {
    await using before = await serveBackend(createBrokenBackend(known))
    expect((await verify([before.baseUrl, '--format', 'json', '--out', baseline])).code).toBe(1)
    expect((await verify([before.baseUrl, '--baseline', baseline])).code).toBe(0)
  }
  await using after = await serveBackend(createBrokenBackend(fresh))
  const { code, stderr } = await verify([after.baseUrl, '--baseline', baseline])
  expect(code).toBe(1)
  expect(stderr).toContain('method-not-allowed-lists-methods: 405 came without Allow')
})

test('a run in which no rule could look is not good', async () => {
  const { code, stdout } = await verify([backend.baseUrl, '--only', 'duplicate-is-409'])
  expect(code).toBe(1)
  expect(stdout).toContain('NOTHING SEEN: 0 rules are broken, 0 rules hold, 1 rule was not seen at work.')
})

test('too little coverage fails a run that found nothing', async () => {
  const { code, stderr } = await verify([backend.baseUrl, '--min-coverage', '90'])
  expect(code).toBe(1)
  expect(stderr).toContain('is below --min-coverage 90')
})

test('keys and permissions may stand in a configuration', async () => {
  const config = join(folder, 'staging.yaml')
  writeFileSync(config, 'verify:\n  keys:\n    main: $STAGING\n    readonly: $STAGING_READONLY\n')
  const env = { STAGING: backendKeys.main, STAGING_READONLY: backendKeys.readonly }
  const { code, stdout } = await verify([backend.baseUrl, '--config', config, '--only', 'missing-scope-is-403'], env)
  expect(code).toBe(0)
  expect(stdout).toContain('1 rule holds')
})

test.each([
  [['--only', 'eror-is-envelope'], 'Did you mean error-is-envelope?'],
  [['--allow', 'write'], 'Did you mean writes?'],
  [['--max-requests', '0'], 'between 1 and 100000'],
])('%j is refused with what was meant', async (flags, hint) => {
  const { code, stderr } = await verify([backend.baseUrl, ...flags])
  expect(code).not.toBe(0)
  expect(stderr).toContain(hint)
})
