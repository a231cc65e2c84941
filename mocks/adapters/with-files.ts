import { chooseScenario } from '../scenario/choose-scenario.ts'
import { readScenarioFile } from '../scenario/scenario-file.ts'
import type { InProcessOptions } from './in-process.ts'

/** Puts what stands in files in the place of their names. Only Node has files, so only its entries do this. */
export function withFiles(options: InProcessOptions = {}): InProcessOptions {
  const { scenario } = options
  return typeof scenario === 'string' ? { ...options, scenario: chooseScenario(scenario, readScenarioFile) } : options
}
