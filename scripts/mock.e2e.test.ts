import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { commandLine } from './testing/command-line.ts'

/** Starts `mock` with these flags and waits for its second line, with which it is ready to be stopped. */
async function startMockCommand(...flags: string[]) {
  const port = flags.includes('--port') ? [] : ['--port', '0']
  const child = spawn(process.execPath, [commandLine, 'mock', ...port, ...flags])
  const stderr = text(child.stderr)
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === 2) break
  const url = /https?:\S+/.exec(lines[0] ?? '')?.[0] ?? ''
  return {
    url,
    lines,
    async end(signal: NodeJS.Signals = 'SIGINT') {
      child.kill(signal)
      const [code] = await once(child, 'exit')
      return { code, stderr: await stderr }
    },
  }
}

const statusOf = async (url: string, headers: Record<string, string> = {}) => (await fetch(url, { headers })).status

test('a scenario is played, and what is left of it is told at the end', async () => {
  const mock = await startMockCommand('--scenario', 'upload-overload')
  expect(await statusOf(`${mock.url}/user-files`, { Authorization: 'Bearer aion_test_name_of_your_choice' })).toBe(200)
  const { code, stderr } = await mock.end()
  expect(code).toBe(0)
  expect(stderr).toContain('1 planned fault was not served')
  expect(stderr).toContain('streamUpload → MEMORY_LIMIT_EXCEEDED')
})

test('a control token is demanded by the control API alone', async () => {
  const mock = await startMockCommand('--control-token', 's3cret')
  const health = new URL('/__mock/health', mock.url).href
  expect(await statusOf(health)).toBe(401)
  expect(await statusOf(health, { 'Mock-Control-Token': 's3cret' })).toBe(200)
  const { code, stderr } = await mock.end()
  expect([code, stderr]).toEqual([0, ''])
})

test('a scenario that is unknown is refused with the near name', async () => {
  const child = spawn(process.execPath, [commandLine, 'mock', '--port', '0', '--scenario', 'upload-overlaod'])
  const stderr = await text(child.stderr)
  expect(stderr).toContain('Did you mean upload-overload?')
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).toBe(2)
})

test.each([
  ['control token', ['mock', '--control-token']],
  ['host', ['mock', '--host']],
  ['host of the proxy', ['proxy', 'http://127.0.0.1:9/api/v2', '--host']],
])('an empty %s is refused: an unset variable would open what is guarded', async (_, words) => {
  const child = spawn(process.execPath, [commandLine, ...words, ''])
  const stderr = await text(child.stderr)
  expect(stderr).toContain('It is empty; is a variable unset?')
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).toBe(2)
})

test('who listens beyond this machine without a token is warned', async () => {
  const open = await startMockCommand('--host', '0.0.0.0')
  expect((await open.end()).stderr).toContain('whoever reaches 0.0.0.0 can steer this mock')
  const guarded = await startMockCommand('--host', '0.0.0.0', '--control-token', 's3cret')
  expect((await guarded.end()).stderr).toBe('')
})

test('a terminal that is closed ends it as Ctrl-C does', async () => {
  const mock = await startMockCommand('--scenario', 'upload-overload')
  const { code, stderr } = await mock.end('SIGHUP')
  expect(code).toBe(0)
  expect(stderr).toContain('1 planned fault was not served')
})

test('after kill -9 it starts again at once on its port, with the records that it had', async () => {
  const headers = { Authorization: 'Bearer aion_test_name_of_your_choice' }
  const idsOf = async (url: string) => {
    const { files } = (await (await fetch(`${url}/user-files`, { headers })).json()) as { files: { id: string }[] } // the contract says so
    return files.map(({ id }) => id)
  }
  const first = await startMockCommand('--seed', '7')
  const before = await idsOf(first.url)
  expect((await first.end('SIGKILL')).code).toBeNull()
  const again = await startMockCommand('--seed', '7', '--port', new URL(first.url).port)
  expect(again.url).toBe(first.url)
  expect(await idsOf(again.url)).toEqual(before)
  expect((await again.end()).code).toBe(0)
})

test('with --https it says what clients have to trust, and they can', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'aion-https-'))
  const caFile = join(directory, 'ca.pem')
  const mock = await startMockCommand('--https', '--ca-file', caFile)
  expect(mock.lines[0]).toMatch(/listening on https:\/\/127\.0\.0\.1:\d+\/api\/v2$/)
  expect(mock.lines[1]).toContain(`export NODE_EXTRA_CA_CERTS=${caFile}`)
  const client = `const answer = await fetch(process.argv[1]); console.log(answer.status)`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', client, `${mock.url.replace('/api/v2', '/__mock/health')}`],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile } },
  )
  expect(stdout).toBe('200\n')
  await mock.end()
  await rm(directory, { recursive: true })
})
