import type { Problem } from '../../contracts/read-input.ts'
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

/** A problem of the plan as one of the scenario whose entries it was given. */
export const inScenario = ({ field, issue }: Problem): Problem => ({
  field: /^\d/.test(field) ? `faults.${field}` : field,
  issue,
})
