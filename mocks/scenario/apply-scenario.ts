import type { Problem } from '../../contracts/read-input.ts'
import type { Core } from '../core/core.ts'
import type { PlanEntry, PlanInput } from '../faults/plan.ts'
import { applyTenantPatch } from '../tenant/tenant-patch.ts'
import type { Scenario } from './scenario.ts'

/** Every chance gets a seed of its own out of the scenario's. */
function seeded(entry: PlanInput, index: number, seed: number | undefined): PlanInput {
  return seed === undefined || entry.probability === undefined || entry.seed !== undefined
    ? entry
    : { ...entry, seed: (seed + index) % Number.MAX_SAFE_INTEGER }
}

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
  const inputs = scenario.faults.map((entry, index) => ({
    ...(tenant !== undefined && { tenant }),
    ...seeded(entry, index, scenario.seed),
  }))
  const added = faults.addAll(inputs)
  if ('problem' in added) return added
  if (scenario.stream) {
    if (tenant === undefined) tenants.setPace(scenario.stream)
    else applyTenantPatch(await tenants.get(tenant), { stream: scenario.stream })
  }
  for (const { found, patch } of changed) applyTenantPatch(found, patch)
  return added
}
