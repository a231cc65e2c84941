import { request } from 'node:http'
import { load } from './load.ts'
import { judge, median } from './median.ts'
import { authorization, type Server, startMock } from './server.ts'

const readerCount = 10
const tenantCount = 600
const rounds = 7

/** A reader of the journal's stream, which throws away what it reads. Gives back how to end it. */
function read({ port }: Server): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const reader = request({ port, host: '127.0.0.1', path: '/__mock/journal/stream' }, (response) => {
      response.resume()
      resolve(() => reader.destroy())
    })
    reader.on('error', (error) => (reader.destroyed ? undefined : reject(error)))
    reader.end()
  })
}

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
  const asked = { path: '/api/v2/user-files?limit=20', headers: authorization }
  const ratios: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const alone = await load(mock, asked, 1)
    const stops = await Promise.all(Array.from({ length: readerCount }, () => read(mock)))
    const beside = await load(mock, asked, 1)
    for (const stop of stops) stop()
    if (round > 0) ratios.push(beside.cpuUs / alone.cpuUs) // the first round warms up
  }
  mock.child.kill()
  const ratio = median(ratios)
  console.log(
    `CPU time a request with ${readerCount} readers of the journal: ${ratio.toFixed(2)} of that without ${judge(ratio, 1.1)}`,
  )
  return { name: 'readers of the journal', ratio }
}

if (import.meta.main) await benchReaders()
