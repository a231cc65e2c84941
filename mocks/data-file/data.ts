import { type Problem, readInput } from '../../contracts/read-input.ts'
import type { TenantData, WorldData } from '../generated/data-types.ts'
import { dataValidators } from '../generated/data-validators.js'
import { referenceProblem } from './check-references.ts'

export type { TenantData, WorldData } from '../generated/data-types.ts'

/** Reads data from its JSON form. Anything unknown is a problem, never ignored. */
export function readData(value: unknown): { readonly data: WorldData } | { readonly problem: Problem } {
  const read = readInput(dataValidators.WorldData, value)
  if ('problem' in read) return read
  const problem = referenceProblem(read.input)
  return problem ? { problem } : { data: read.input }
}

/** What a tenant begins with; undefined when its records are made up. */
export function dataOf({ $schema: _, tenants, ...everybody }: WorldData, tenant: string): TenantData | undefined {
  if (tenants && Object.hasOwn(tenants, tenant)) return tenants[tenant]
  return Object.keys(everybody).length > 0 ? everybody : undefined
}
