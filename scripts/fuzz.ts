import { parseArgs } from 'node:util'
import { fuzz } from './fuzz/fuzz.ts'

// Sends many damaged requests to a mock in process and prints what it did that it must not.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '200000' },
  },
})
const seed = Number(values.seed)
const startedMs = performance.now()
const { count, statuses, misdeeds } = await fuzz({ seed, count: Number(values.count) })
console.log(`seed ${seed}: ${count} requests in ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`)
console.log(
  Object.entries(statuses)
    .map(([status, times]) => `${status === '0' ? 'broken' : status}: ${times}`)
    .join('  '),
)
for (const { what, request } of misdeeds) {
  const { method, target, headers, body } = request
  console.log(
    `\n${what}\n  ${method} ${target}\n  ${JSON.stringify(headers)}\n  ${body ? JSON.stringify(Buffer.from(body).toString('latin1').slice(0, 400)) : 'no body'}`,
  )
}
process.exitCode = misdeeds.length === 0 ? 0 : 1
