import { type Problem, readInput } from '../../contracts/read-input.ts'
import type { Scenario } from '../generated/steering-types.ts'
import { steeringValidators } from '../generated/steering-validators.js'

export type { Scenario } from '../generated/steering-types.ts'

/** Reads a scenario from its JSON form. Anything unknown is a problem, never ignored. */
export function readScenario(value: unknown): { readonly scenario: Scenario } | { readonly problem: Problem } {
  const read = readInput(steeringValidators.Scenario, value)
  return 'problem' in read ? read : { scenario: read.input }
}
