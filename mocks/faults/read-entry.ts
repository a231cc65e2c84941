import { type Problem, readInput } from '../../contracts/read-input.ts'
import type { PlanInput } from '../generated/fault-types.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { tenantOfKey } from '../tenant/keys.ts'
import { nearPath } from './near-path.ts'
import { longestPath } from './path-pattern.ts'

const fieldOf = (object: unknown, field: string): unknown =>
  typeof object === 'object' && object !== null && Object.hasOwn(object, field)
    ? (object as Record<string, unknown>)[field] // it has it
    : undefined

/** What the path of an entry was probably meant to be, where it could never match as it stands. */
function nearPathOf(given: unknown): string | undefined {
  const path = fieldOf(fieldOf(given, 'match'), 'path')
  return typeof path === 'string' && path.length <= longestPath ? nearPath(path) : undefined
}

/** What is wrong with an entry that its schema takes: it names what no request ever has, and something near it. */
function neverMet({ tenant, match }: PlanInput): Problem | undefined {
  const named = tenant === undefined ? undefined : tenantOfKey(tenant)
  if (named !== undefined) return { field: 'tenant', issue: `Is a key; the tenant that it names is ${named}` }
  const near = match?.path === undefined ? undefined : nearPath(match.path)
  return near === undefined
    ? undefined
    : { field: 'match.path', issue: `Matches no path of the API. Did you mean ${near}?` }
}

/**
 * Reads an entry of the plan, or says why it is none. A path that no operation has is taken, since requests may ask for it,
 * unless it is near to one that some operation has.
 */
export function readEntry(given: unknown): { readonly input: PlanInput } | { readonly problem: Problem } {
  const read = readInput(faultValidators.PlanInput, given)
  if ('input' in read) {
    const problem = neverMet(read.input)
    return problem ? { problem } : read
  }
  const { field, issue } = read.problem
  const near = field === 'match.path' ? nearPathOf(given) : undefined
  return near === undefined ? read : { problem: { field, issue: `${issue}. Did you mean ${near}?` } }
}
