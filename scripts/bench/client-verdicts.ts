import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { documentedCall } from '../../fixtures/clients/documented.ts'
import { type ClientUnderTest, checkClient } from '../../suites/client/check-client.ts'
import { checkCommand } from '../../suites/client/command/check-command.ts'
import { checkDriver } from '../../suites/client/driver/check-driver.ts'
import type { ClientReport } from '../../suites/client/judge.ts'
import { changedVerdicts, isContradiction } from './changed-verdicts.ts'

// Judges the same client again and again, alone or beside busy loops, and says which verdicts changed:
//   node scripts/bench/client-verdicts.ts [--runs 20] [--loops 2] [--way in-process|command|driver] [--client conforming|documented]
// Exit code 1 when load made another verdict of one: that a verdict could not be told is none.

const ways = ['in-process', 'command', 'driver'] as const
const clients: Readonly<Record<string, ClientUnderTest>> = { conforming, documented: documentedCall }

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    loops: { type: 'string', default: '0' },
    way: { type: 'string', multiple: true, default: [...ways] },
    client: { type: 'string', multiple: true, default: Object.keys(clients) },
  },
})

const program = (...words: readonly string[]) => [
  process.execPath,
  join(import.meta.dirname, '..', '..', 'fixtures', 'clients', ...words.slice(0, -1)),
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

const busyLoops = (count: number): ChildProcess[] =>
  Array.from({ length: count }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))

const loops = busyLoops(Number(values.loops))
process.once('exit', () => {
  for (const loop of loops) loop.kill('SIGKILL')
})
for (const name of values.client)
  for (const way of values.way) {
    const reports: ClientReport[] = []
    const startedMs = performance.now()
    for (let run = 0; run < Number(values.runs); run += 1) reports.push(await judge(name, way))
    const seconds = (performance.now() - startedMs) / 1_000 / reports.length
    const changed = changedVerdicts(reports)
    if (changed.some(isContradiction)) process.exitCode = 1
    const words = changed.map(({ rule, verdicts }) => `${rule} (${verdicts.join(', ')})`).join('; ') || 'none'
    console.log(
      `${name}, ${way}, beside ${loops.length} busy loops: ${reports.length} runs of ${seconds.toFixed(1)} s; changed: ${words}`,
    )
  }
process.exit()
