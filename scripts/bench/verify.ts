import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { backendKeys } from '../../fixtures/backends/conforming.ts'
import { stacks, variations } from '../../fixtures/backends/legal/index.ts'
import { startMockServer } from '../../mocks/server/index.ts'
import { cpuTimeMs } from './cpu-time.ts'

// What `verify` costs: time, CPU time for each exchange, and the most memory that it took, also of a target that means harm.

const cli = join(import.meta.dirname, '..', '..', 'dist', 'bin.js')

/** Longest run against a target that means harm; judging what came takes its time besides. */
const deadlineSeconds = 20

interface Cost {
  readonly seconds: number
  readonly exchanges: number
  readonly cpuMs: number
  readonly peakMb: number
}

/** The most memory that a process has taken so far (proc(5), VmHWM), in megabytes. */
function peakMbOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
  } catch {
    return Number.NaN
  }
}

async function costOf(baseUrl: string, key: string): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-verify-'))
  const file = join(folder, 'report.json')
  const startedMs = performance.now()
  const child = spawn(
    process.execPath,
    [cli, 'verify', baseUrl, '--out', file, '--format', 'json', '--deadline', String(deadlineSeconds)],
    {
      env: { ...process.env, AIONVISION_API_KEY: key },
      stdio: 'ignore',
    },
  )
  let [cpuMs, peakMb] = [0, 0]
  const watch = setInterval(() => {
    cpuMs = cpuTimeMs(child.pid ?? 0) ?? cpuMs
    peakMb = peakMbOf(child.pid ?? 0) || peakMb
  }, 20)
  await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(watch)
  const seconds = (performance.now() - startedMs) / 1_000
  const report: { readonly requests: number } = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  return { seconds, cpuMs, peakMb, exchanges: report.requests }
}

const verdict = (isOk: boolean) => (isOk ? 'ok' : 'MISSED')

function say(name: string, { seconds, exchanges, cpuMs, peakMb }: Cost, wantedSeconds: number): void {
  const each = exchanges > 0 ? `, ${(cpuMs / exchanges).toFixed(1)} ms of CPU time each, start included (wanted 5)` : ''
  console.log(
    `${name.padEnd(28)} ${seconds.toFixed(1)} s (wanted ${wantedSeconds}) ${verdict(seconds <= wantedSeconds)}; ${exchanges} exchanges${each}; at most ${peakMb.toFixed(0)} MB (wanted 250) ${verdict(peakMb <= 250)}`,
  )
}

/** Targets that answer everything with something that hurts whoever reads it carelessly. */
const hostile: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'deep arrays': (response) => response.end('['.repeat(400_000)),
  'many strings': (response) =>
    response.end(JSON.stringify(Array.from({ length: 20_000 }, (_, index) => `text ${index}`))),
  'a long code': (response) =>
    response.end(JSON.stringify({ error: { code: 'X'.repeat(900_000), message: 'x' }, request_id: 'x' })),
  'a bomb of gzip': (response) =>
    response.setHeader('Content-Encoding', 'gzip').end(gzipSync(Buffer.alloc(200_000_000))),
}

async function hostileCost(answer: (response: ServerResponse) => void): Promise<Cost> {
  const server = createServer((_, response) => answer(response.setHeader('Content-Type', 'application/json')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number } // a TCP server has an address with a port
  try {
    return await costOf(`http://127.0.0.1:${port}/api/v2`, backendKeys.main)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

await using mock = await startMockServer()
say('our mock', await costOf(mock.url, 'aion_test_name_of_your_choice'), 5)
const [plain] = variations.filter(({ id }) => id === 'plain')
const [stack] = stacks
if (plain && stack) {
  const slow = await stack.serve({ ...plain, latencyMs: 50 })
  say('50 ms of latency', await costOf(slow.baseUrl, backendKeys.main), 30)
  await slow.close()
}
for (const [name, answer] of Object.entries(hostile)) say(name, await hostileCost(answer), deadlineSeconds + 5)
