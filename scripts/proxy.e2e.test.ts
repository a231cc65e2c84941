import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type MockServer, startMockServer } from '../mocks/server/index.ts'
import { commandLine } from './testing/command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'aion-proxy-'))
const headers = { Authorization: 'Bearer aion_test_behind_the_proxy' }

let mock: MockServer
let child: ChildProcess | undefined
beforeAll(async () => {
  mock = await startMockServer()
})
afterEach(() => void child?.kill())
afterAll(async () => {
  await mock.close()
  rmSync(folder, { recursive: true })
})

/** Starts the command and gives its address; `end` interrupts it and gives what it printed. */
async function startProxyCommand(...flags: readonly string[]) {
  const started = spawn(process.execPath, [commandLine, 'proxy', mock.url, '--port', '0', ...flags])
  child = started
  let stdout = ''
  let stderr = ''
  started.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  const url = await new Promise<string>((resolve, reject) => {
    started.stderr.on('data', (chunk) => {
      stderr += chunk
      const found = /listening on (\S+),/.exec(stderr)?.[1]
      if (found) resolve(found)
    })
    started.once('exit', () => reject(new Error(stderr)))
  })
  const end = () =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      started.once('close', (code) => resolve({ code, stdout, stderr }))
      started.kill('SIGINT')
    })
  return { url, end }
}

test('what passes by is shown, judged and reported at the end', async () => {
  const proxy = await startProxyCommand()
  expect((await fetch(`${proxy.url}/user-files?limit=1`, { headers })).status).toBe(200)
  expect((await fetch(`${proxy.url}/user-files?limit=0`, { headers })).status).toBe(422)
  const { code, stdout, stderr } = await proxy.end()
  expect(code).toBe(0)
  expect(stderr).toContain('GET /user-files?limit=0 → 422')
  expect(stdout).toContain('2 exchanges')
  expect(stdout).not.toContain('aion_test_behind_the_proxy')
})

test('a planned fault is served in place of the answer, and after the commit when it says so', async () => {
  const plan = join(folder, 'plan.json')
  const fault = { error: 'RATE_LIMIT_ERROR', retryAfter: 7, when: 'committed' }
  writeFileSync(plan, JSON.stringify([{ match: { operation: 'createFolder' }, fault }]))
  const proxy = await startProxyCommand('--plan', plan)
  const create = () =>
    fetch(`${proxy.url}/folders`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'once' }),
    })
  const lost = await create()
  expect([lost.status, lost.headers.get('retry-after')]).toEqual([429, '7'])
  expect((await create()).status).toBe(409)
  expect((await proxy.end()).code).toBe(0)
})

test('a request may ask for a fault itself', async () => {
  const proxy = await startProxyCommand()
  const answer = await fetch(`${proxy.url}/user-files`, { headers: { ...headers, 'Mock-Fault': 'TIMEOUT' } })
  expect([answer.status, answer.headers.get('mock-fault-served')]).toEqual([503, 'TIMEOUT;by=header'])
  await proxy.end()
})

test('a fault that was planned and never served is told and fails the run', async () => {
  const plan = join(folder, 'left.yaml')
  writeFileSync(plan, '- fault: { transport: reset }\n')
  const { code, stderr } = await (await startProxyCommand('--plan', plan)).end()
  expect(code).toBe(1)
  expect(stderr).toContain('planned and not served to its end')
})

test('a plan that is wrong is refused with the near name', async () => {
  const plan = join(folder, 'wrong.json')
  writeFileSync(plan, '[{"fault":{"error":"RATE_LIMIT_EROR"}}]')
  await expect(startProxyCommand('--plan', plan)).rejects.toThrow('Did you mean RATE_LIMIT_ERROR?')
})
