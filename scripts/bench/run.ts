import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Comparison, compare, roundCount, roundSeconds, type Subject } from './compare.ts'
import { exampleOf } from './example.ts'
import { benchFetch } from './fetch.ts'
import { benchImports } from './imports.ts'
import { connections, load } from './load.ts'
import { judge, median } from './median.ts'
import { benchMsw } from './msw.ts'
import { benchReaders } from './readers.ts'
import { authorization, rssMegabytes, start, startMock } from './server.ts'

const subjects: readonly Subject[] = [
  {
    name: 'injected 429',
    path: '/api/v2/user-files',
    headers: { ...authorization, 'mock-fault': 'RATE_LIMIT_ERROR;retry-after=3' },
    atLeast: 0.85,
    moreUs: 6,
  },
  {
    name: 'listFiles, 100 records',
    path: '/api/v2/user-files?limit=100',
    headers: authorization,
    atLeast: 0.4,
    moreUs: 25,
  },
]

const thousand: Subject = {
  name: 'listFiles, 20 of 1,000',
  path: '/api/v2/user-files',
  headers: authorization,
  atLeast: 0.3,
  moreUs: 12,
}

async function coldStartMs(): Promise<number> {
  const started = performance.now()
  const { child, port } = await startMock()
  await exampleOf(port, { path: '/api/v2/user-files', headers: authorization })
  const took = performance.now() - started
  child.kill()
  return took
}

const { values: flags } = parseArgs({
  options: { json: { type: 'string' }, peers: { type: 'boolean', default: false } },
})

/** Everything of ours that has a bound, beside a bare server and MSW. */
async function benchOurs(): Promise<object> {
  const starts: number[] = []
  for (let i = 0; i < 5; i++) starts.push(await coldStartMs())
  const mock = await startMock()
  const startedMb = rssMegabytes(mock.child)
  const compared: Comparison[] = []
  for (const subject of subjects) compared.push(await compare(mock, subject))
  const loadedSeconds = compared.reduce((sum, one) => sum + one.loadedSeconds, 0)
  for (const subject of subjects) await load(mock, subject, (60 - loadedSeconds) / subjects.length)
  const loadedMb = rssMegabytes(mock.child)
  console.log(
    `memory: ${startedMb.toFixed(0)} MB at the start, ${loadedMb.toFixed(0)} MB after a minute of this load ${judge(loadedMb, 100)}`,
  )
  console.log(`start to first answer: ${median(starts).toFixed(0)} ms ${judge(median(starts), 200)}`)
  mock.child.kill()
  const large = await start('thousand-files.ts', [])
  compared.push(await compare(large, thousand))
  large.child.kill()
  const results = [...compared, await benchReaders(), ...(await benchFetch()), await benchMsw(), ...benchImports()]
  await import('./faults.ts')
  return { results, startedMb, loadedMb, starts }
}

console.log(
  `node ${process.version}, ${connections} connections, ${roundCount} rounds of ${roundSeconds} s in alternation, medians`,
)
const figures = flags.peers ? { peers: await (await import('./peers/run.ts')).benchPeers() } : await benchOurs()
if (flags.json !== undefined)
  writeFileSync(flags.json, `${JSON.stringify({ node: process.version, ...figures }, null, 2)}\n`)
