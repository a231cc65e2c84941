import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { load } from './load.ts'
import { judge, median } from './median.ts'
import { authorization, type Server, startMock } from './server.ts'

const readerCount = 10
const tenantCount = 600
const rounds = 21
const roundSeconds = 0.5

async function fill({ port }: Server): Promise<void> {
  for (let i = 0; i < tenantCount; i++) {
    const headers = { Authorization: `Bearer aion_test_reader_bench_${i}` }
    await (await fetch(`http://127.0.0.1:${port}/api/v2/tenant/limits`, { headers })).text()
  }
}

/** Prints what ten readers of the journal make of the cost of a request, in a mock of 600 tenants. */
export async function benchReaders(): Promise<object> {
  const mock = await startMock('--files', '1')
  await fill(mock)
  // In a process of their own: the load generator must not have less time because of them.
  const script = fileURLToPath(new URL('listen-to-journal.ts', import.meta.url))
  const readers = fork(script, [String(mock.port), String(readerCount)])
  const asked = { path: '/api/v2/user-files?limit=20', headers: authorization }
  const cpuUs = async (isRead: boolean) => {
    readers.send(isRead)
    await once(readers, 'message')
    return (await load(mock, asked, roundSeconds)).cpuUs
  }
  const ratios: number[] = []
  for (let round = 0; round <= rounds; round++) {
    // In turns, so that what the machine does besides meets both alike.
    const order = round % 2 === 0 ? [true, false] : [false, true]
    const took = new Map<boolean, number>()
    for (const isRead of order) took.set(isRead, await cpuUs(isRead))
    if (round > 0) ratios.push((took.get(true) ?? Number.NaN) / (took.get(false) ?? Number.NaN)) // the first round warms up
  }
  readers.kill()
  mock.child.kill()
  const ratio = median(ratios)
  console.log(
    `CPU time a request with ${readerCount} readers of the journal: ${ratio.toFixed(2)} of that without ${judge(ratio, 1.1)}`,
  )
  return { name: 'readers of the journal', ratio, ratios }
}

if (import.meta.main) console.log(await benchReaders())
