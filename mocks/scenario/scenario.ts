import { type Problem, readInput } from '../../contracts/read-input.ts'
import { neverMet, withNearPath } from '../faults/read-entry.ts'
import type { Scenario } from '../generated/fault-types.ts'
import { faultValidators } from '../generated/fault-validators.js'

export type { Scenario } from '../generated/fault-types.ts'

/** What is wrong with the first entry that is in order by itself and that no request ever meets. */
function firstNeverMet({ faults }: Scenario): Problem | undefined {
  for (const [place, entry] of faults.entries()) {
    const problem = neverMet(entry)
    if (problem) return { field: `faults.${place}.${problem.field}`, issue: problem.issue }
  }
  return undefined
}

/** Reads a scenario from its JSON form. Anything unknown is a problem, never ignored. */
export function readScenario(value: unknown): { readonly scenario: Scenario } | { readonly problem: Problem } {
  const read = readInput(faultValidators.Scenario, value)
  if ('problem' in read) {
    const place = Number(/^faults\.(\d+)\./.exec(read.problem.field)?.[1])
    const faults: unknown = Object(value).faults
    return { problem: withNearPath(read.problem, Array.isArray(faults) ? faults[place] : undefined) }
  }
  const problem = firstNeverMet(read.input)
  return problem ? { problem } : { scenario: read.input }
}
