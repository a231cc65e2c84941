import { type Problem, readInput } from '../../contracts/read-input.ts'
import type { Scenario } from '../generated/fault-types.ts'
import { faultValidators } from '../generated/fault-validators.js'

export type { Scenario } from '../generated/fault-types.ts'

/** Reads a scenario from its JSON form. Anything unknown is a problem, never ignored. */
export function readScenario(value: unknown): { readonly scenario: Scenario } | { readonly problem: Problem } {
  const read = readInput(faultValidators.Scenario, value)
  return 'problem' in read ? read : { scenario: read.input }
}
