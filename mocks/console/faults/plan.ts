import { effect, signal } from '@preact/signals'
import type { PlanEntry } from '../../faults/plan-entry.ts'
import { control, session } from '../api/control.ts'
import { route } from '../app/route.ts'
import { total } from '../traffic/traffic.ts'

/** The plan as it is now: of the tenant that is looked at, with what is for everybody. */
export const plan = signal<readonly PlanEntry[] | undefined>(undefined)

const tenantQuery = () => {
  const { tenant } = route.value
  return tenant === undefined ? '' : `?${new URLSearchParams({ tenant })}`
}

export async function loadPlan(): Promise<void> {
  const { faults } = await control<{ faults: readonly PlanEntry[] }>(`/faults${tenantQuery()}`)
  plan.value = faults
}

export async function removeEntry(id: string): Promise<void> {
  await control(`/faults/${encodeURIComponent(id)}`, { method: 'DELETE' })
  await loadPlan()
}

export async function clearPlan(): Promise<void> {
  await control(`/faults${tenantQuery()}`, { method: 'DELETE' })
  await loadPlan()
}

/** How often the plan is read while it is looked at: others change it, too. */
const rereadMs = 3_000

/** Reads the plan while its tab is open: at once after traffic, which may have used it up. */
export function followPlan(): void {
  effect(() => {
    if (route.value.tab !== 'faults') return
    session.value
    total.value
    const read = () => void loadPlan().catch(() => undefined)
    const soon = setTimeout(read, 100)
    const again = setInterval(read, rereadMs)
    return () => {
      clearTimeout(soon)
      clearInterval(again)
    }
  })
}
