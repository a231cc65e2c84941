import { createFetch, installFetch } from '../../mocks/fetch.ts'
import { judge, median } from './median.ts'
import { authorization } from './server.ts'

const url = 'https://api.aionvision.tech/api/v2/user-files?limit=1'
const callsPerRound = 2_000
const rounds = 7
const atMostMs = 0.05

const subjects: Readonly<Record<string, HeadersInit>> = {
  'listFiles, 1 record': authorization,
  'injected 429': { ...authorization, 'mock-fault': 'RATE_LIMIT_ERROR;retry-after=3' },
}

/** CPU time of one call in process, its body read, in milliseconds: what it takes on a machine that does nothing else. */
async function callMs(call: typeof fetch, headers: HeadersInit): Promise<number> {
  const perCall: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage()
    for (let i = 0; i < callsPerRound; i++) await (await call(url, { headers })).text()
    const { user, system } = process.cpuUsage(before)
    if (round > 0) perCall.push((user + system) / 1_000 / callsPerRound) // the first round warms up
  }
  return median(perCall)
}

/** Prints what a call of `createFetch`, and one of the global fetch with `installFetch`, costs beside what it may. */
export async function benchFetch(): Promise<object[]> {
  const results: object[] = []
  const tell = (name: string, ms: number) => {
    console.log(`${name}: ${ms.toFixed(4)} ms a call ${judge(ms, atMostMs)}`)
    results.push({ name, ms })
  }
  for (const [name, headers] of Object.entries(subjects)) {
    tell(`createFetch, ${name}`, await callMs(createFetch({ rateLimit: false }), headers))
    using _ = installFetch({ hosts: ['api.aionvision.tech'], rateLimit: false })
    tell(`installFetch, ${name}`, await callMs(globalThis.fetch, headers))
  }
  return results
}

if (import.meta.main) await benchFetch()
