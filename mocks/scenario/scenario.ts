import { readObject } from '../core/read-object.ts'
import type { PlanInput } from '../faults/plan.ts'
import { readEntry } from '../faults/read-entry.ts'
import type { Problem } from '../faults/read-fault.ts'
import { isTenantName } from '../tenant/keys.ts'
import { readTenantPatch, type TenantPatch } from '../tenant/tenant-patch.ts'

/** A situation to put a client in: faults that are planned together, and tenants that begin otherwise than usual. */
export interface Scenario {
  readonly description?: string
  /** Seeds every chance that has no seed of its own. */
  readonly seed?: number
  readonly tenants?: Readonly<Record<string, TenantPatch>>
  readonly faults: readonly PlanInput[]
}

const fields = ['description', 'seed', 'tenants', 'faults', '$schema'] as const

/** How many entries and tenants a scenario has at the most. */
export const maxScenarioEntries = 1_000

function tenantsProblem(tenants: unknown): Problem | undefined {
  if (tenants === undefined) return undefined
  if (typeof tenants !== 'object' || tenants === null || Array.isArray(tenants))
    return { field: 'tenants', issue: 'Must be an object whose keys are names of tenants' }
  const given = Object.entries(tenants)
  if (given.length > maxScenarioEntries) return { field: 'tenants', issue: `Must be at most ${maxScenarioEntries}` }
  for (const [name, patch] of given) {
    const field = `tenants.${name}`
    if (!isTenantName(name)) return { field, issue: 'The name of a tenant is 1 to 64 letters, digits, _ or -' }
    const read = readTenantPatch(patch)
    if ('problem' in read) {
      const { field: inside, issue } = read.problem
      return { field: inside === 'body' ? field : `${field}.${inside}`, issue }
    }
  }
  return undefined
}

function faultsProblem(faults: unknown): Problem | undefined {
  if (!Array.isArray(faults) || faults.length === 0 || faults.length > maxScenarioEntries)
    return { field: 'faults', issue: `Must be a list of 1 to ${maxScenarioEntries} entries` }
  for (const [index, entry] of faults.entries()) {
    const read = readEntry(entry)
    if ('problem' in read) {
      const { field, issue } = read.problem
      return { field: field === 'body' ? `faults.${index}` : `faults.${index}.${field}`, issue }
    }
  }
  return undefined
}

/** Reads a scenario from its JSON form. Anything unknown is a problem, never ignored. */
export function readScenario(value: unknown): { readonly scenario: Scenario } | { readonly problem: Problem } {
  const read = readObject(value, fields)
  if ('problem' in read) return read
  const { description, seed, tenants, faults, $schema } = read.object
  const isText = (text: unknown) => text === undefined || typeof text === 'string'
  const problem =
    (isText(description) ? undefined : { field: 'description', issue: 'Must be a string' }) ??
    (isText($schema) ? undefined : { field: '$schema', issue: 'Must be a string' }) ??
    (seed === undefined || (Number.isSafeInteger(seed) && Number(seed) >= 0)
      ? undefined
      : { field: 'seed', issue: 'Must be a whole number of at least 0' }) ??
    tenantsProblem(tenants) ??
    faultsProblem(faults)
  return problem ? { problem } : { scenario: read.object as Scenario } // every field was checked above
}
