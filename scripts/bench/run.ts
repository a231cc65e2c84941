import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import packageJson from '../../package.json' with { type: 'json' }
import type { Answer } from './bare.ts'
import { cpuTimeMs } from './cpu-time.ts'
import { benchFetch } from './fetch.ts'

const connections = 32
const roundCount = 5
const roundSeconds = 2

interface Subject {
  readonly name: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The share of the bare server's rate that must be reached. */
  readonly atLeast: number
}

const authorization = { authorization: 'Bearer aion_test_throughput_bench' }

const subjects: readonly Subject[] = [
  {
    name: 'injected 429',
    path: '/user-files',
    headers: { ...authorization, 'mock-fault': 'RATE_LIMIT_ERROR;retry-after=3' },
    atLeast: 0.85,
  },
  { name: 'listFiles, 100 records', path: '/user-files?limit=100', headers: authorization, atLeast: 0.4 },
]

interface Server {
  readonly child: ChildProcess
  readonly port: number
}

/** Starts a script that prints where it listens in its first line. */
async function start(script: string, args: readonly string[], flags: readonly string[] = []): Promise<Server> {
  const child = spawn(process.execPath, [...flags, fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /:(\d+)(\/|$)/.exec(line)?.[1]
    if (port) return { child, port: Number(port) }
  }
  throw new Error(`${script} ended before it listened`)
}

/** What `npm start` runs, with its flags: a bounded young heap spares memory at the same rate. */
const startMock = () => {
  const flags = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'))
  return start('../../dist/bin.js', ['mock', '--port', '0', '--rate-limit', 'off', '--quiet'], flags)
}

const rssMegabytes = ({ pid }: ChildProcess) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024

/** Asks once over a bare socket and takes the answer apart, so that the bare server can send the same bytes. */
async function exampleOf(port: number, { path, headers: sent }: Pick<Subject, 'path' | 'headers'>): Promise<Answer> {
  const socket = connect(port, '127.0.0.1')
  const head = Object.entries({ host: '127.0.0.1', connection: 'close', ...sent }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  socket.end(`GET /api/v2${path} HTTP/1.1\r\n${head.join('')}\r\n`)
  const text = Buffer.concat(await socket.toArray()).toString('utf8')
  const [answerHead = '', body = ''] = text.split('\r\n\r\n')
  const [statusLine = '', ...answered] = answerHead.split('\r\n')
  const automatic = /^(date|connection|keep-alive):/i
  const headers = answered
    .filter((line) => !automatic.test(line))
    .flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
  return { status: Number(statusLine.split(' ')[1]), headers, body }
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** What one round of load showed of one server. */
interface Round {
  readonly perSecond: number
  /** CPU time of the server's process, user and system, in microseconds a request. */
  readonly cpuUs: number
  /** Which part of one core the load generator used: near 1, it is the limit and not the server. */
  readonly generatorShare: number
}

async function load({ child, port }: Server, { path, headers }: Subject, seconds = roundSeconds): Promise<Round> {
  const pid = child.pid ?? 0
  const [cpuBefore, ownBefore, startedMs] = [cpuTimeMs(pid), process.cpuUsage(), performance.now()]
  const { requests, errors } = await autocannon({
    url: `http://127.0.0.1:${port}/api/v2${path}`,
    connections,
    duration: seconds,
    headers,
  })
  if (errors > 0) throw new Error(`${errors} requests to port ${port} failed; the figures would be worthless`)
  const own = process.cpuUsage(ownBefore)
  const usedMs = (cpuTimeMs(pid) ?? Number.NaN) - (cpuBefore ?? Number.NaN)
  return {
    perSecond: requests.average,
    cpuUs: (usedMs * 1_000) / requests.total,
    generatorShare: (own.user + own.system) / 1_000 / (performance.now() - startedMs),
  }
}

/** Ours beside the bare server that sends the same bytes, in alternation. */
async function compare(mock: Server, subject: Subject): Promise<object> {
  const { name, atLeast } = subject
  // In a file: a long list is more than an argument of a command may be.
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'answer.json')
  writeFileSync(file, JSON.stringify(await exampleOf(mock.port, subject)))
  const bare = await start('bare.ts', [file])
  rmSync(dirname(file), { recursive: true })
  const rounds: { bare: Round[]; ours: Round[] } = { bare: [], ours: [] }
  for (let round = 0; round <= roundCount; round++) {
    for (const [kind, server] of [
      ['bare', bare],
      ['ours', mock],
    ] as const) {
      const result = await load(server, subject)
      if (round > 0) rounds[kind].push(result) // the first round warms both up
    }
  }
  bare.child.kill()
  const of = (kind: keyof typeof rounds, figure: keyof Round) => median(rounds[kind].map((one) => one[figure]))
  const ratio = median(
    rounds.ours.map(({ perSecond }, index) => perSecond / (rounds.bare[index]?.perSecond ?? Number.NaN)),
  )
  const [bareUs, oursUs] = [of('bare', 'cpuUs'), of('ours', 'cpuUs')]
  const generatorShare = of('ours', 'generatorShare')
  console.log(
    `${name.padEnd(24)} bare ${of('bare', 'perSecond').toFixed(0).padStart(6)}/s   ours ${of('ours', 'perSecond').toFixed(0).padStart(6)}/s   ratio ${ratio.toFixed(2)} (wanted ${atLeast}) ${ratio >= atLeast ? 'ok' : 'MISSED'}`,
  )
  console.log(
    `${''.padEnd(24)} CPU time a request: bare ${bareUs.toFixed(1)} µs, ours ${oursUs.toFixed(1)} µs, ${(oursUs - bareUs).toFixed(1)} µs more; the load generator used ${(generatorShare * 100).toFixed(0)} % of a core`,
  )
  return { name, ratio, bareUs, oursUs, generatorShare, rounds }
}

async function coldStartMs(): Promise<number> {
  const started = performance.now()
  const { child, port } = await startMock()
  await exampleOf(port, { path: '/user-files', headers: authorization })
  const took = performance.now() - started
  child.kill()
  return took
}

const starts: number[] = []
for (let i = 0; i < 5; i++) starts.push(await coldStartMs())
const mock = await startMock()
console.log(
  `node ${process.version}, ${connections} connections, ${roundCount} rounds of ${roundSeconds} s in alternation, medians`,
)
const startedMb = rssMegabytes(mock.child)
const results: object[] = []
for (const subject of subjects) results.push(await compare(mock, subject))
const loadedSeconds = subjects.length * (roundCount + 1) * roundSeconds
for (const subject of subjects) await load(mock, subject, (60 - loadedSeconds) / subjects.length)
const loadedMb = rssMegabytes(mock.child)
console.log(
  `memory: ${startedMb.toFixed(0)} MB at the start, ${loadedMb.toFixed(0)} MB after a minute of this load (wanted 120 at the most) ${loadedMb <= 120 ? 'ok' : 'MISSED'}`,
)
console.log(`start to first answer: ${median(starts).toFixed(0)} ms (wanted 400 at the most)`)
mock.child.kill()
const large = await start('thousand-files.ts', [])
results.push(
  await compare(large, { name: 'listFiles, 20 of 1,000', path: '/user-files', headers: authorization, atLeast: 0.3 }),
)
large.child.kill()
await benchFetch()
await import('./faults.ts')
const [, , flag, file] = process.argv
if (flag === '--json' && file)
  writeFileSync(file, `${JSON.stringify({ node: process.version, results, startedMb, loadedMb, starts }, null, 2)}\n`)
