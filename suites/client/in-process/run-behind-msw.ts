import type { ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { type ClientUnderTest, runVirtual, type VirtualOptions } from './run-virtual.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Runs one scenario behind MSW. Calls that would run side by side follow each other: there is only one base URL. */
export async function runBehindMsw(
  scenario: Scenario,
  client: ClientUnderTest,
  virtual: VirtualTime,
  options: VirtualOptions,
): Promise<ScenarioRun> {
  const { calls = 1, traffic = 'apart' } = scenario
  if (calls === 1 || traffic !== 'apart') return runVirtual(scenario, client, virtual, options)
  const runs: ScenarioRun[] = []
  for (let index = 0; index < calls; index += 1)
    runs.push(await runVirtual({ ...scenario, calls: 1 }, client, virtual, { ...options, firstIndex: index }))
  const [first] = runs
  if (!first) throw new Error('A scenario has at least one call')
  return { ...first, scenario, calls: runs.flatMap((run) => run.calls) }
}
