import { nodePlatform } from '../../mocks/adapters/node-platform.ts'
import { createCore } from '../../mocks/core/core.ts'
import { systemTime } from '../../mocks/core/time.ts'
import type { FaultPlan, PlanInput } from '../../mocks/faults/plan.ts'
import { startMockServer } from '../../mocks/server/index.ts'
import { plainRequest } from '../../mocks/testing/plain-request.ts'
import { median } from './median.ts'

const rounds = 61
const warmUp = 10
const requests = 2_000

/** 1,000 plans that mean other operations or other tenants than the request that is measured. */
function unrelated(): PlanInput[] {
  const fault = { error: 'TIMEOUT' } as const
  return Array.from({ length: 1_000 }, (_, index) =>
    index % 2 === 0
      ? { tenant: `other_${index}`, fault, times: 'always' }
      : { match: { operation: index % 4 === 1 ? 'getFile' : 'streamUpload' }, fault, times: 'always' },
  )
}

/** What unrelated plans cost a request that none of them means: the core without them and with them, in alternation. */
async function unmatchedCost(): Promise<void> {
  const make = (fill: (plan: FaultPlan) => void) => {
    const core = createCore({ platform: nodePlatform, time: systemTime(), files: 20, rateLimit: false })
    fill(core.faults)
    return core
  }
  const subjects = [make(() => undefined), make((plan) => void plan.offerAll(unrelated()))] as const
  const request = plainRequest({ headers: { authorization: 'Bearer aion_test_throughput_bench' } })
  // The time of this thread on a core: neither other processes nor the collector's own threads count.
  const cpuUs = async (core: (typeof subjects)[number]) => {
    const before = process.threadCpuUsage()
    for (let i = 0; i < requests; i += 1) {
      const { attempt } = await core.handle(request)
      if (attempt) core.journal.close(attempt)
    }
    const { user, system } = process.threadCpuUsage(before)
    return user + system
  }
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? subjects : subjects.toReversed()
    const took = new Map<unknown, number>()
    for (const core of order) took.set(core, await cpuUs(core))
    if (round >= warmUp) ratios.push((took.get(subjects[1]) ?? Number.NaN) / (took.get(subjects[0]) ?? Number.NaN))
  }
  const ratio = median(ratios)
  console.log(
    `1,000 unrelated plans: an unmatched request takes ${ratio.toFixed(3)} of its time without them (wanted 1.05 at the most) ${ratio <= 1.05 ? 'ok' : 'MISSED'}`,
  )
}

/** How late delayed answers are: 50 requests at once, each delayed by 200 ms. */
async function delayAccuracy(): Promise<void> {
  await using mock = await startMockServer({ files: 1, rateLimit: false })
  const headers = { Authorization: 'Bearer aion_test_throughput_bench', 'Mock-Fault': 'TIMEOUT;delay=200' }
  const askMs = async () => {
    const started = performance.now()
    await (await fetch(`${mock.url}/user-files`, { headers })).text()
    return performance.now() - started
  }
  const together = () => Promise.all(Array.from({ length: 50 }, askMs))
  await together() // opens the connections
  const took = await together()
  const [soonest, latest] = [Math.min(...took), Math.max(...took)]
  console.log(
    `50 requests at once with a delay of 200 ms: answered after ${soonest.toFixed(0)} to ${latest.toFixed(0)} ms (wanted 200 to 230) ${soonest >= 199.5 && latest <= 230 ? 'ok' : 'MISSED'}`,
  )
}

await unmatchedCost()
await delayAccuracy()
