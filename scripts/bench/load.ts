import autocannon from 'autocannon'
import { cpuTimeMs } from './cpu-time.ts'
import type { Server } from './server.ts'

/** What is asked of a server. */
export interface Asked {
  /** Path and query, from the root. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** What one round of load showed of one server. */
export interface Round {
  readonly perSecond: number
  /** CPU time of the server's process, user and system, in microseconds a request. */
  readonly cpuUs: number
  /** Which part of one core each load generator used: near 1, they are the limit and not the server. */
  readonly generatorShare: number
  readonly generators: number
}

export const connections = 32

/** From here on a generator is taken for the limit. */
const busy = 0.9

/** One round of load by so many generators. */
export async function loadBy(
  generators: number,
  { child, port }: Server,
  { path, headers }: Asked,
  seconds: number,
): Promise<Round> {
  const pid = child.pid ?? 0
  const [cpuBefore, ownBefore, startedMs] = [cpuTimeMs(pid), process.cpuUsage(), performance.now()]
  const { requests, errors } = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections,
    duration: seconds,
    headers: { ...headers },
    ...(generators > 1 && { workers: generators }),
  })
  if (errors > 0) throw new Error(`${errors} requests to port ${port} failed; the figures would be worthless`)
  const own = process.cpuUsage(ownBefore)
  const usedMs = (cpuTimeMs(pid) ?? Number.NaN) - (cpuBefore ?? Number.NaN)
  return {
    perSecond: requests.average,
    cpuUs: (usedMs * 1_000) / requests.total,
    generatorShare: (own.user + own.system) / 1_000 / (performance.now() - startedMs) / generators,
    generators,
  }
}

/** How many generators a round of load needs for not being its limit: one, or two. */
export const generatorsFor = ({ generatorShare }: Pick<Round, 'generatorShare'>): number =>
  generatorShare < busy ? 1 : 2

/** One round of load. Where one generator is the limit, it is thrown away and two are taken. */
export async function load(server: Server, asked: Asked, seconds: number): Promise<Round> {
  const round = await loadBy(1, server, asked, seconds)
  return generatorsFor(round) === 1 ? round : loadBy(2, server, asked, seconds)
}
