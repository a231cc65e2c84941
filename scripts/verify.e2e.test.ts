import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backendKeys, createConformingBackend } from '../fixtures/backends/conforming.ts'
import { type ServedBackend, serveBackend } from '../fixtures/backends/serve.ts'

let backend: ServedBackend

beforeAll(async () => {
  backend = await serveBackend(createConformingBackend())
})
afterAll(() => backend[Symbol.asyncDispose]())

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))

/** Runs the command in a process of its own. */
function verify(
  args: readonly string[],
  env: Record<string, string> = { AIONVISION_API_KEY: backendKeys.main },
): Promise<Ended> {
  const child = [cli, 'verify', ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, child, { env: { PATH: process.env.PATH, ...env } }, (error, stdout, stderr) =>
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
  const server = createServer((_, response) =>
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html></html>'),
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

test.each([
  [['--only', 'eror-is-envelope'], 'Did you mean error-is-envelope?'],
  [['--allow', 'write'], 'Did you mean writes?'],
  [['--max-requests', '0'], 'between 1 and 100000'],
])('%j is refused with what was meant', async (flags, hint) => {
  const { code, stderr } = await verify([backend.baseUrl, ...flags])
  expect(code).not.toBe(0)
  expect(stderr).toContain(hint)
})
