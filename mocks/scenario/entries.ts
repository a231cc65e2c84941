import type { PlanInput } from '../faults/plan.ts'
import type { Scenario } from './scenario.ts'

/** Every chance gets a seed of its own out of the scenario's. */
function seeded(entry: PlanInput, index: number, seed: number | undefined): PlanInput {
  return seed === undefined || entry.probability === undefined || entry.seed !== undefined
    ? entry
    : { ...entry, seed: (seed + index) % Number.MAX_SAFE_INTEGER }
}

/** The entries of a scenario as the plan takes them. @param tenant whom those are for that name none */
export const entriesOf = (scenario: Scenario, tenant?: string): readonly PlanInput[] =>
  scenario.faults.map((entry, index) => ({
    ...(tenant !== undefined && { tenant }),
    ...seeded(entry, index, scenario.seed),
  }))
