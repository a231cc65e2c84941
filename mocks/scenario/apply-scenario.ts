import type { Problem } from '../../contracts/read-input.ts'
import type { Core } from '../core/core.ts'
import type { PlanEntry } from '../faults/plan.ts'
import { applyTenantPatch } from '../tenant/tenant-patch.ts'
import { entriesOf, inScenario } from './entries.ts'
import type { Scenario } from './scenario.ts'

/**
 * Adds a scenario's faults to the plan and changes its tenants; all of it, or nothing.
 * @param tenant whom the entries are for that name no tenant; everybody when it is left out
 */
export async function applyScenario(
  { faults, tenants }: Pick<Core, 'faults' | 'tenants'>,
  scenario: Scenario,
  tenant?: string,
): Promise<{ readonly entries: readonly PlanEntry[] } | { readonly problem: Problem }> {
  const changed = await Promise.all(
    Object.entries(scenario.tenants ?? {}).map(async ([name, patch]) => ({ found: await tenants.get(name), patch })),
  )
  const added = faults.offerAll(entriesOf(scenario, tenant))
  if ('problem' in added) return { problem: inScenario(added.problem) }
  if (scenario.stream) {
    if (tenant === undefined) tenants.setPace(scenario.stream)
    else applyTenantPatch(await tenants.get(tenant), { stream: scenario.stream })
  }
  for (const { found, patch } of changed) applyTenantPatch(found, patch)
  return added
}
