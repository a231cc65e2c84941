import { parseArgs } from 'node:util'
import { cpuTimeMs } from './cpu-time.ts'
import { median } from './median.ts'
import { rssMegabytes, type Server, startMock } from './server.ts'

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '500' },
    tenants: { type: 'string', default: '1000' },
  },
})

function positive(name: keyof typeof flags): number {
  const value = Number(flags[name])
  if (Number.isFinite(value) && value > 0) return value
  throw new TypeError(`--${name} must be a number above 0; got ${JSON.stringify(flags[name])}`)
}

const [minutes, rate, tenants] = [positive('minutes'), positive('rate'), positive('tenants')]

/** What a client of this mock does, in the proportion in which it does it. */
const requests: readonly { path: string; init?: RequestInit; fault?: string }[] = [
  { path: '/user-files' },
  { path: '/user-files?limit=100&search=a' },
  { path: '/user-files', fault: 'RATE_LIMIT_ERROR;retry-after=3' },
  { path: '/user-files', fault: 'HTTP_500' },
  { path: '/tenant/limits' },
  {
    path: '/folders',
    init: { method: 'POST', body: '{"name":"Soak"}', headers: { 'Content-Type': 'application/json' } },
  },
]

/** Sends one request; resolves to how long its answer took, in milliseconds. What it made it takes away again. */
async function send(mock: Server, count: number): Promise<number> {
  const { path, init, fault } = requests[count % requests.length] ?? { path: '/user-files' }
  const base = `http://127.0.0.1:${mock.port}/api/v2`
  const headers = new Headers(init?.headers)
  headers.set('Authorization', `Bearer aion_test_soak_${Math.floor(count * 7.31) % tenants}`)
  if (fault !== undefined) headers.set('Mock-Fault', fault)
  const startMs = performance.now()
  const response = await fetch(base + path, { ...init, headers })
  const text = await response.text()
  const ms = performance.now() - startMs
  if (response.status === 201) {
    const { id } = JSON.parse(text) as { id: string } // the folder that was made
    await (await fetch(`${base}${path}/${id}`, { method: 'DELETE', headers })).arrayBuffer()
  }
  return ms
}

const reasonOf = (error: unknown) => String(error instanceof Error ? (error.cause ?? error) : error)

/** One minute at the rate; what is late is caught up with, so that a stall shows in the latency. */
async function minute(mock: Server, from: number): Promise<{ latencies: number[]; failures: string[]; sent: number }> {
  const latencies: number[] = []
  const underWay = new Set<Promise<void>>()
  const failures: string[] = []
  let sent = 0
  const startMs = performance.now()
  for (let elapsed = 0; elapsed < 60_000; elapsed = performance.now() - startMs) {
    for (; sent < (elapsed / 1_000) * rate; sent++) {
      const one: Promise<void> = send(mock, from + sent)
        .then(
          (ms) => {
            latencies.push(ms)
          },
          (error: unknown) => {
            failures.push(reasonOf(error))
          },
        )
        .finally(() => underWay.delete(one))
      underWay.add(one)
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(underWay)
  return { latencies, failures, sent }
}

const mock = await startMock()
console.log(`node ${process.version}, ${rate} requests a second, ${tenants} tenants, ${minutes} minutes`)
let count = 0
for (let number = 1; number <= minutes; number++) {
  const before = cpuTimeMs(mock.child.pid ?? 0) ?? Number.NaN
  const { latencies, failures, sent } = await minute(mock, count)
  count += sent
  const sorted = latencies.toSorted((a, b) => a - b)
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
  const cpuUs = (((cpuTimeMs(mock.child.pid ?? 0) ?? Number.NaN) - before) * 1_000) / sent
  console.log(
    `minute ${String(number).padStart(2)}: ${(sent / 60).toFixed(0)}/s, ${rssMegabytes(mock.child).toFixed(0)} MB, ${cpuUs.toFixed(0)} µs of CPU time a request, latency ${median(latencies).toFixed(2)} ms, 99 % within ${p99.toFixed(1)} ms, ${failures.length} failed${failures.length > 0 ? ` (${[...new Set(failures)].slice(0, 3).join('; ')})` : ''}`,
  )
}
mock.child.kill()
