import type { CoreOptions } from '../core/core.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What a server begins with, read and checked. The readers are loaded when there is something to read. */
export async function readBeginning(scenario: Scenario | string | undefined): Promise<Pick<CoreOptions, 'scenario'>> {
  if (scenario === undefined) return {}
  const { chooseScenario, readScenarioFile } = await import('../scenario/index.ts')
  return { scenario: chooseScenario(scenario, readScenarioFile) }
}
