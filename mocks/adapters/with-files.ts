import { chooseData } from '../data-file/choose-data.ts'
import { readDataFile } from '../data-file/data-file.ts'
import { chooseScenario } from '../scenario/choose-scenario.ts'
import { readScenarioFile } from '../scenario/scenario-file.ts'
import type { InProcessOptions } from './in-process.ts'

/** Puts what stands in files in the place of their names. Only Node has files, so only its entries do this. */
export function withFiles(options: InProcessOptions = {}): InProcessOptions {
  const { scenario, data } = options
  return {
    ...options,
    ...(typeof scenario === 'string' && { scenario: chooseScenario(scenario, readScenarioFile) }),
    ...(typeof data === 'string' && { data: chooseData(data, readDataFile) }),
  }
}
