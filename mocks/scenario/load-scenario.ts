import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { didYouMean } from '../../contracts/near-name.ts'
import { parseScenario, ScenarioError } from './parse-scenario.ts'
import type { Scenario } from './scenario.ts'

const folder = fileURLToPath(new URL('../../fixtures/scenarios/', import.meta.url))

/** The names of the scenarios that come with the package. */
export function scenarioNames(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()
}

/** A scenario that comes with the package; undefined when none has this name. */
export function namedScenario(name: string): Scenario | undefined {
  return scenarioNames().includes(name)
    ? parseScenario(readFileSync(`${folder}${name}.yaml`, 'utf8'), `${name}.yaml`)
    : undefined
}

/**
 * Loads a scenario by its name (`rate-limit-storm`) or from a YAML or JSON file. Throws a ScenarioError that names the file,
 * the line and the near word.
 */
export function loadScenario(nameOrFile: string): Scenario {
  const named = namedScenario(nameOrFile)
  if (named) return named
  let text: string
  try {
    text = readFileSync(nameOrFile, 'utf8')
  } catch (cause) {
    const names = scenarioNames()
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new ScenarioError(
      `"${nameOrFile}" is neither a scenario (${names.join(', ')}) nor a file that can be read (${reason}).${didYouMean(nameOrFile, names)}`,
      { cause },
    )
  }
  return parseScenario(text, nameOrFile)
}
