import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { documentedCall } from '../../fixtures/clients/documented.ts'
import { type ClientUnderTest, checkClient } from '../../suites/client/check-client.ts'
import { checkCommand } from '../../suites/client/command/check-command.ts'
import { checkDriver } from '../../suites/client/driver/check-driver.ts'
import type { ClientReport } from '../../suites/client/judge.ts'
import { changedVerdicts } from './changed-verdicts.ts'
import { median } from './median.ts'
import { clientVerdictsPage, rowText, type VerdictRow } from './verdict-rows.ts'

// Judges the same client again and again, alone or beside busy loops, and says which verdicts changed:
//   node scripts/bench/client-verdicts.ts [--runs 20] [--loops 2] [--way in-process|command|driver] [--client conforming|documented]
// `--write` puts each row into docs/equal-client-verdicts.md. Exit code 1 when a verdict changed.

const ways = ['in-process', 'command', 'driver'] as const
const clients: Readonly<Record<string, ClientUnderTest>> = { conforming, documented: documentedCall }
const root = join(import.meta.dirname, '..', '..')
const page = join(root, 'docs', 'equal-client-verdicts.md')

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    loops: { type: 'string', default: '0' },
    way: { type: 'string', multiple: true, default: [...ways] },
    client: { type: 'string', multiple: true, default: Object.keys(clients) },
    write: { type: 'boolean', default: false },
  },
})

const program = (...words: readonly string[]) => [
  process.execPath,
  join(root, 'fixtures', 'clients', ...words.slice(0, -1)),
  words.at(-1) ?? '',
]

function judge(name: string, way: string): Promise<ClientReport> {
  const client = clients[name]
  if (!client) throw new Error(`There is no client ${name}; there are ${Object.keys(clients).join(', ')}`)
  if (way === 'in-process') return checkClient(client)
  if (way === 'command') return checkCommand(program('run.ts', name))
  if (way === 'driver') return checkDriver(program('drivers', 'driver.ts', name))
  throw new Error(`There is no way ${way}; there are ${ways.join(', ')}`)
}

/** Ends when its parent has, however that came. */
const busyLoop = 'const parent = process.ppid; while (process.ppid === parent);'
const busyLoops = (count: number): ChildProcess[] =>
  Array.from({ length: count }, () => spawn(process.execPath, ['-e', busyLoop], { stdio: 'ignore' }))

async function measure(client: string, way: string, loops: number): Promise<VerdictRow> {
  const reports: ClientReport[] = []
  const seconds: number[] = []
  const loads: number[] = []
  for (let run = 1; run <= Number(values.runs); run += 1) {
    const startedMs = performance.now()
    reports.push(await judge(client, way))
    seconds.push((performance.now() - startedMs) / 1_000)
    loads.push(loadavg()[0] ?? 0)
    const changed = changedVerdicts(reports).map(({ rule }) => rule)
    console.error(
      `${client}, ${way}: run ${run}, ${seconds.at(-1)?.toFixed(1)} s, load ${loads.at(-1)}, changed so far: ${changed.join(', ') || 'none'}`,
    )
  }
  return {
    client,
    way,
    loops,
    runs: reports.length,
    seconds: median(seconds),
    load: median(loads),
    verdicts: reports[0]?.verdicts.length ?? 0,
    changed: changedVerdicts(reports),
  }
}

const loops = busyLoops(Number(values.loops))
process.once('exit', () => {
  for (const loop of loops) loop.kill('SIGKILL')
})
for (const client of values.client)
  for (const way of values.way) {
    const row = await measure(client, way, loops.length)
    if (row.changed.length > 0) process.exitCode = 1
    console.log(rowText(row))
    if (values.write) writeFileSync(page, clientVerdictsPage(existsSync(page) ? readFileSync(page, 'utf8') : '', [row]))
  }
process.exit()
