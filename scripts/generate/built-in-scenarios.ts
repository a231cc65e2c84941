import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { header } from './header.ts'

const folder = fileURLToPath(new URL('../../fixtures/scenarios/', import.meta.url))

/** The scenarios of the folder as a module: a page in a browser has no files to read. */
export function builtInScenarios(): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const scenarios = files.sort().map((name) => {
    const { $schema: _, ...scenario }: Record<string, unknown> = parse(readFileSync(folder + name, 'utf8'))
    return `  '${name.slice(0, -'.yaml'.length)}': ${JSON.stringify(scenario)},\n`
  })
  return `${header}\nexport const builtInScenarios = {\n${scenarios.join('')}} as const\n`
}
