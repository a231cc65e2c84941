import type { WorldData } from '../data-file/data.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { StreamPace } from '../tenant/tenant.ts'
import type { Tenants } from '../tenant/tenants.ts'
import { entriesOf } from './entries.ts'
import type { Scenario } from './scenario.ts'

/** What a mock begins with, and returns to when it is reset. */
export interface Beginning {
  readonly scenario?: Scenario | undefined
  readonly data?: WorldData | undefined
}

/**
 * Plans what the scenario plans. What it says of tenants they hear when they are made.
 * @param tenant only what is for this one; everything when it is left out
 */
export function beginAgain(
  { faults, tenants }: { readonly faults: FaultPlan; readonly tenants: Tenants },
  { scenario }: Beginning,
  { stream, tenant }: { readonly stream: StreamPace; readonly tenant?: string | undefined },
): void {
  if (tenant === undefined) tenants.setPace(scenario?.stream ?? stream)
  const entries = scenario ? entriesOf(scenario) : []
  const added = faults.addAll(entries.filter((entry) => tenant === undefined || entry.tenant === tenant))
  if ('problem' in added) throw new Error(`The scenario does not fit into the plan: ${added.problem.issue}`)
}
