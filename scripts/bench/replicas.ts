import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { startBalancer, whyNoBalancer } from '../replicas/start-balancer.ts'
import { startReplicas } from '../replicas/start-replicas.ts'
import { cpuTimeMs } from './cpu-time.ts'

const connections = 32
const roundSeconds = 4
const roundCount = 3
const tenantCount = 200
const run = promisify(execFile)

const requests = [
  ['an injected 429', '/api/v2/user-files?mock-fault=RATE_LIMIT_ERROR'],
  ['listFiles, 20 records', '/api/v2/user-files'],
] as const

/** What wrk does: it goes through all tenants, so that every replica has its share. */
const script = `
local requests = {}
function init()
  for i = 1, ${tenantCount} do
    requests[i] = wrk.format("GET", wrk.path, { Authorization = "Bearer aion_test_bench_of_replicas_" .. i })
  end
end
local i = 0
function request()
  i = i % ${tenantCount} + 1
  return requests[i]
end
function done(summary)
  io.write(string.format("requests %d errors %d\\n", summary.requests, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
`

/** One way of serving: where the load goes, and the processes whose CPU time counts. */
interface Setup {
  readonly name: string
  readonly port: number
  readonly balancer: number | undefined
  readonly mocks: readonly number[]
}

interface Round {
  readonly perSecond: number
  /** Microseconds of CPU time a request, user and system: of the balancer, of all mocks, of the load generator. */
  readonly balancerUs: number
  readonly mocksUs: number
  readonly generatorUs: number
}

const cpuMs = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + (cpuTimeMs(pid) ?? Number.NaN), 0)

async function load({ port, balancer, mocks }: Setup, path: string, file: string, seconds: number): Promise<Round> {
  const ofBalancer = balancer === undefined ? [] : [balancer]
  const before = [cpuMs(ofBalancer), cpuMs(mocks)] as const
  const argv = [
    '-t',
    '1',
    '-c',
    String(connections),
    '-d',
    `${seconds}s`,
    '-s',
    file,
    `http://127.0.0.1:${port}${path}`,
  ]
  // The shell's "time" says what the load generator itself took.
  const { stdout, stderr } = await run('bash', ['-c', 'TIMEFORMAT="%U %S"; time wrk "$@"', 'wrk', ...argv])
  const [, requests = '0', errors = '0'] = /requests (\d+) errors (\d+)/.exec(stdout) ?? []
  if (Number(errors) > 0 || Number(requests) === 0)
    throw new Error(`${errors} of ${requests} requests failed: ${stdout}`)
  const us = (ms: number) => (ms * 1_000) / Number(requests)
  const generatorMs = stderr
    .trim()
    .split(' ')
    .reduce((sum, part) => sum + Number(part) * 1_000, 0)
  return {
    perSecond: Number(requests) / seconds,
    balancerUs: us(cpuMs(ofBalancer) - before[0]),
    mocksUs: us(cpuMs(mocks) - before[1]),
    generatorUs: us(generatorMs),
  }
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server has one
  server.close()
  return port
}

const why = spawnSync('wrk', ['-v']).error ? 'there is no wrk here' : whyNoBalancer('haproxy')
if (why) throw new Error(`Cannot measure replicas: ${why} (apt-get install haproxy wrk)`)

const folder = mkdtempSync(join(tmpdir(), 'bench-replicas-'))
const file = join(folder, 'tenants.lua')
writeFileSync(file, script)
const flags = ['--rate-limit', 'off', '--files', '20']
const replicas = await startReplicas(4, [resolve(import.meta.dirname, '../../dist/bin.js')], flags)
const pids = replicas.map(({ child }) => child.pid ?? 0)
const closing: (() => Promise<void>)[] = replicas.map((replica) => replica.kill)

/** HAProxy as the guide shows it, in front of so many of the replicas; wrk needs a port to go to. */
async function balanced(count: number): Promise<Setup> {
  const port = await freePort()
  const ports = replicas.slice(0, count).map((replica) => replica.port)
  const bind = { '    default_backend': `    bind 127.0.0.1:${port}\n    default_backend` }
  const { child, close } = await startBalancer('haproxy', ports, bind)
  closing.push(close)
  return { name: `HAProxy and ${count}`, port, balancer: child.pid, mocks: pids.slice(0, count) }
}

const bare: Setup = {
  name: 'one process alone',
  port: replicas[0]?.port ?? 0,
  balancer: undefined,
  mocks: pids.slice(0, 1),
}
const setups = [bare, await balanced(1), await balanced(2), await balanced(4)]

/** Rounds of every setup in alternation, after one that warms up. */
async function measure(path: string): Promise<readonly (readonly Round[])[]> {
  const rounds: Round[][] = setups.map(() => [])
  for (let round = 0; round <= roundCount; round++)
    for (const [index, setup] of setups.entries()) {
      const seen = await load(setup, path, file, round === 0 ? 1 : roundSeconds)
      if (round > 0) rounds[index]?.push(seen)
    }
  return rounds
}

try {
  console.log(
    `node ${process.version}, ${availableParallelism()} cores, wrk with ${connections} connections and ${tenantCount} tenants,`,
  )
  console.log(`${roundCount} rounds of ${roundSeconds} s in alternation, medians; CPU time in µs a request\n`)
  console.log('| request | served by | requests/s | mocks | HAProxy | wrk | all |\n|---|---|---:|---:|---:|---:|---:|')
  for (const [title, path] of requests) {
    const rounds = await measure(path)
    for (const [index, { name }] of setups.entries()) {
      const of = (figure: keyof Round) => median((rounds[index] ?? []).map((round) => round[figure]))
      const parts = [of('mocksUs'), of('balancerUs'), of('generatorUs')]
      const cells = [...parts, parts.reduce((sum, part) => sum + part)].map((us) => us.toFixed(0))
      console.log(`| ${title} | ${name} | ${of('perSecond').toFixed(0)} | ${cells.join(' | ')} |`)
    }
  }
} finally {
  for (const close of closing) await close()
  rmSync(folder, { recursive: true })
}
