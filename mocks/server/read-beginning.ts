import type { CoreOptions } from '../core/core.ts'
import type { MockServerOptions } from './index.ts'

/** What a server begins with, read and checked. The readers are loaded when there is something to read. */
export async function readBeginning({
  scenario,
  data,
}: Pick<MockServerOptions, 'scenario' | 'data'>): Promise<Pick<CoreOptions, 'scenario' | 'data'>> {
  const { chooseScenario, readScenarioFile } = await import('../scenario/index.ts')
  const { chooseData } = await import('../data-file/choose-data.ts')
  const { readDataFile } = await import('../data-file/data-file.ts')
  return {
    ...(scenario !== undefined && { scenario: chooseScenario(scenario, readScenarioFile) }),
    ...(data !== undefined && { data: chooseData(data, readDataFile) }),
  }
}
