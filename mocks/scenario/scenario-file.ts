import { existsSync } from 'node:fs'
import { readText } from '../input-file/read-text.ts'
import { noScenario } from './choose-scenario.ts'
import { parseScenario } from './parse-scenario.ts'
import type { Scenario } from './scenario.ts'

/**
 * Reads a scenario from a YAML or JSON file.
 * @throws InputFileError that names the file, the line and the near word
 */
export function readScenarioFile(path: string): Scenario {
  if (!existsSync(path)) throw noScenario(path, ', and there is no such file')
  return parseScenario(readText(path), path)
}
