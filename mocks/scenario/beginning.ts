import { dataOf, type WorldData } from '../data-file/data.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { StreamPace } from '../tenant/tenant.ts'
import type { Tenants } from '../tenant/tenants.ts'
import { entriesOf, inScenario } from './entries.ts'
import type { Scenario } from './scenario.ts'

/** What a mock begins with, and returns to when it is reset. */
export interface Beginning {
  readonly scenario?: Scenario | undefined
  readonly data?: WorldData | undefined
}

/** How a mock begins, again and again. What is said of tenants they find when they are made. */
export interface Beginner {
  /** What new tenants begin with now. */
  readonly now: Beginning
  /** The tenants that it names. */
  tenantNames(): readonly string[]
  /** Plans what the scenario plans. @param tenant only what is for this one; everything when it is left out */
  begin(tenant?: string): void
  /**
   * Puts another beginning in its place: its scenario's entries instead of the old one's, and anew each tenant of whom it says
   * otherwise. What else was planned and written stays.
   */
  change(next: Beginning): void
}

export function createBeginner(
  { faults, tenants }: { readonly faults: FaultPlan; readonly tenants: () => Tenants },
  first: Beginning,
  stream: StreamPace,
): Beginner {
  let now = first
  let planned: readonly string[] = []

  function begin(tenant?: string): void {
    const { scenario } = now
    if (tenant === undefined) tenants().setPace(scenario?.stream ?? stream)
    const entries = scenario ? entriesOf(scenario) : []
    const added = faults.offerAll(entries.filter((entry) => tenant === undefined || entry.tenant === tenant))
    if ('problem' in added) {
      const { field, issue } = inScenario(added.problem)
      throw new Error(`The scenario does not fit into the plan: ${field}: ${issue}`)
    }
    const ids = added.entries.map(({ id }) => id)
    planned = tenant === undefined ? ids : [...planned, ...ids]
  }

  return {
    get now() {
      return now
    },
    tenantNames: () => [...Object.keys(now.scenario?.tenants ?? {}), ...Object.keys(now.data?.tenants ?? {})],
    begin,
    change(next) {
      const before = now
      now = next
      if (JSON.stringify(before.scenario) !== JSON.stringify(next.scenario)) {
        for (const id of planned) faults.remove(id)
        begin()
      }
      for (const { name } of tenants().list()) if (isOther(before, next, name)) tenants().reset(name)
    },
  }
}

/** Whether two beginnings say different things of a tenant. */
function isOther(before: Beginning, next: Beginning, tenant: string): boolean {
  const told = ({ scenario, data }: Beginning) => [scenario?.tenants?.[tenant], data && dataOf(data, tenant)]
  return JSON.stringify(told(before)) !== JSON.stringify(told(next))
}
