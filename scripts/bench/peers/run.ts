import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Asked, load, type Round } from '../load.ts'
import { median } from '../median.ts'
import { authorization, rssMegabytes, startMock } from '../server.ts'
import { installPeers } from './install.ts'
import { type Food, type Peer, peersOn } from './peers.ts'

const rounds = 3
const roundSeconds = 3
const patienceMs = 60_000

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server has an address with a port
  server.close()
  await once(server, 'close')
  return port
}

/** Asks until something answers; how long that took, in milliseconds, and the status. */
async function firstAnswer(url: string, child: ChildProcess): Promise<{ ms: number; status: number; bytes: number }> {
  const startMs = performance.now()
  while (performance.now() - startMs < patienceMs && child.exitCode === null) {
    try {
      const response = await fetch(url, { headers: authorization })
      const { byteLength: bytes } = await response.arrayBuffer()
      return { ms: performance.now() - startMs, status: response.status, bytes }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10)) // not yet there
    }
  }
  throw new Error(`nothing answered on ${url}`)
}

interface Row {
  readonly name: string
  readonly status: number
  readonly bytes: number
  readonly startMs: number
  readonly megabytes: number
  readonly rounds: readonly Round[]
}

async function benchPeer({ name, command, args, path }: Peer, port: number): Promise<Row> {
  const child = spawn(command, args, { stdio: 'ignore' })
  try {
    const { ms: startMs, status, bytes } = await firstAnswer(`http://127.0.0.1:${port}${path}`, child)
    const asked: Asked = { path, headers: authorization }
    const results: Round[] = []
    for (let round = 0; round <= rounds; round++) {
      const result = await load({ child, port }, asked, roundSeconds)
      if (round > 0) results.push(result) // the first round warms it up
    }
    return { name, status, bytes, startMs, megabytes: rssMegabytes(child), rounds: results }
  } finally {
    child.kill('SIGKILL')
  }
}

/** Our document and the body of our own list, in files. */
async function cook(folder: string): Promise<{ food: Food; text: string }> {
  const bin = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url))
  const document = join(folder, 'openapi.json')
  writeFileSync(document, execFileSync(process.execPath, [bin, 'openapi'], { maxBuffer: 16_777_216 }))
  const mock = await startMock()
  const text = await (await fetch(`http://127.0.0.1:${mock.port}/api/v2/user-files`, { headers: authorization })).text()
  mock.child.kill()
  const body = join(folder, 'list.json')
  writeFileSync(body, text)
  return { food: { document, body, folder }, text }
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function tell({ name, status, bytes, startMs, megabytes, rounds: results }: Row): string {
  const of = (figure: keyof Round) => median(results.map((one) => one[figure]))
  return line([
    name,
    of('perSecond').toFixed(0),
    `${of('cpuUs').toFixed(0)} µs`,
    `${(startMs / 1_000).toFixed(2)} s`,
    `${megabytes.toFixed(0)} MB`,
    `${status}, ${bytes} bytes`,
    `${(of('generatorShare') * 100).toFixed(0)} %`,
  ])
}

/** Installs other mock servers, asks each of them for the list of files, and prints a table. */
export async function benchPeers(): Promise<readonly Row[]> {
  installPeers()
  const folder = mkdtempSync(join(tmpdir(), 'peers-'))
  const rows: Row[] = []
  try {
    const { food, text } = await cook(folder)
    console.log(line(['server', 'requests/s', 'CPU a request', 'start', 'memory', 'answer', 'load generator']))
    console.log(line(Array.from({ length: 7 }, () => '---')))
    for (let place = 0; ; place += 1) {
      const port = await freePort()
      const peer = peersOn(String(port), food, text)[place]
      if (!peer) break
      const row = await benchPeer(peer, port).catch((error: unknown) => console.log(line([peer.name, String(error)])))
      if (!row) continue
      rows.push(row)
      console.log(tell(row))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return rows
}
