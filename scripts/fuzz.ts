import { parseArgs } from 'node:util'
import { fuzz } from './fuzz/fuzz.ts'

// Sends many damaged requests and files and prints what was done with them that must not be.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '200000' },
  },
})
const seed = Number(values.seed)
const startedMs = performance.now()
const { count, outcomes, misdeeds } = await fuzz({ seed, count: Number(values.count) })
console.log(`seed ${seed}: ${count} trials in ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`)
for (const [name, seen] of Object.entries(outcomes))
  console.log(
    `${name.padEnd(6)} ${Object.entries(seen)
      .map(([outcome, times]) => `${outcome}: ${times}`)
      .join('  ')}`,
  )
for (const { what, shown } of misdeeds) console.log(`\n${what}\n  ${shown}`)
process.exitCode = misdeeds.length === 0 ? 0 : 1
