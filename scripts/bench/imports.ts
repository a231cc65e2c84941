import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { judge, median } from './median.ts'

const runs = 9

/** The entry points of the package, and how many milliseconds each may take. */
const bounds: Readonly<Record<string, number>> = {
  'aion-contract': 30,
  'aion-contract/msw': 60,
  'aion-contract/fetch': 60,
  'aion-contract/server': 80,
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Milliseconds that an import takes in a process of its own, in which others have been imported before. */
function importMs(name: string, ...before: readonly string[]): number {
  const first = before.map((other) => `await import('${other}');`).join('')
  const script = `${first} const startMs = performance.now(); await import('${name}'); console.log(performance.now() - startMs)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }))
}

const medianMs = (name: string, ...before: readonly string[]) =>
  median(Array.from({ length: runs }, () => importMs(name, ...before)))

/** Prints how long the imports of the package take; of that of MSW's part also what is MSW's own. */
export function benchImports(): object[] {
  const imports = Object.entries(bounds).map(([name, atMost]) => ({ name, atMost, ms: medianMs(name) }))
  for (const { name, atMost, ms } of imports) console.log(`import ${name}: ${ms.toFixed(0)} ms ${judge(ms, atMost)}`)
  const [mswMs, oursMs] = [medianMs('msw'), medianMs('aion-contract/msw', 'msw')]
  console.log(`import msw alone: ${mswMs.toFixed(0)} ms; aion-contract/msw where msw is there: ${oursMs.toFixed(0)} ms`)
  return [...imports, { name: 'msw alone', ms: mswMs }, { name: 'aion-contract/msw where msw is there', ms: oursMs }]
}

if (import.meta.main) benchImports()
