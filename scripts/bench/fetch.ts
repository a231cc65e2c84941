import { createFetch } from '../../mocks/fetch.ts'

const url = 'https://api.aionvision.tech/api/v2/user-files?limit=1'
const callsPerRound = 2_000
const rounds = 7

const subjects: Readonly<Record<string, HeadersInit>> = {
  'listFiles, 1 record': { authorization: 'Bearer aion_test_throughput_bench' },
  'injected 429': {
    authorization: 'Bearer aion_test_throughput_bench',
    'mock-fault': 'RATE_LIMIT_ERROR;retry-after=3',
  },
}

/** Milliseconds of one call in process, its body read, each call made when the one before it is over. */
async function callMs(headers: HeadersInit): Promise<number> {
  const fetch = createFetch({ rateLimit: false })
  const perCall: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const startMs = performance.now()
    for (let call = 0; call < callsPerRound; call++) await (await fetch(url, { headers })).text()
    if (round > 0) perCall.push((performance.now() - startMs) / callsPerRound) // the first round warms up
  }
  return perCall.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
}

/** Prints what a call of `createFetch` costs beside the 0.05 ms that it may. */
export async function benchFetch(): Promise<void> {
  for (const [name, headers] of Object.entries(subjects)) {
    const ms = await callMs(headers)
    console.log(`createFetch, ${name}: ${ms.toFixed(4)} ms a call (wanted 0.05) ${ms <= 0.05 ? 'ok' : 'MISSED'}`)
  }
}

if (import.meta.main) await benchFetch()
