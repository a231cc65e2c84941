import { effect, signal } from '@preact/signals'
import type { describeTenant } from '../../server/control/tenants.ts'
import { ControlError, control, session } from '../api/control.ts'
import { route } from '../app/route.ts'
import { total } from '../traffic/traffic.ts'

/** A tenant as the control API shows it. */
export type TenantView = ReturnType<typeof describeTenant>

/** A tenant, and when this page learned of it: its clock goes on meanwhile. */
export interface Seen {
  readonly tenant: TenantView
  readonly seenMs: number
}

export const seen = signal<Seen | undefined>(undefined)
export const names = signal<readonly string[]>([])
export const problem = signal('')

const pathOf = (name: string) => `/tenants/${encodeURIComponent(name)}`

const take = (tenant: TenantView) => {
  if (tenant.name === route.value.tenant) seen.value = { tenant, seenMs: performance.now() }
}

export async function loadNames(): Promise<void> {
  names.value = (await control<{ tenants: readonly string[] }>('/tenants')).tenants
}

async function say(change: () => Promise<void>): Promise<void> {
  try {
    await change()
    problem.value = ''
  } catch (error) {
    const field = error instanceof ControlError && error.field !== undefined ? `${error.field}: ` : ''
    problem.value = `${field}${error instanceof Error ? error.message : String(error)}`
  }
}

/** Changes a tenant; what it refuses is shown. */
export const changeTenant = (name: string, body: unknown): Promise<void> =>
  say(async () => take(await control<TenantView>(pathOf(name), { method: 'PATCH', body })))

const loadTenant = (name: string) => say(async () => take(await control<TenantView>(pathOf(name))))

/** Forgets a tenant's world, plan and journal. */
export const resetTenant = (name: string): Promise<void> =>
  say(async () => {
    await control('/reset', { method: 'POST', body: { tenant: name } })
    await loadTenant(name)
  })

/** How late the moment of a tenant's clock is now, epoch milliseconds. */
export const nowOf = ({ tenant, seenMs }: Seen): number => Date.parse(tenant.clock) + performance.now() - seenMs

const rereadMs = 2_000

/** Keeps the tenants' names at hand, and the tenant that is looked at up to date while its tab is open. */
export function followTenants(): void {
  effect(() => {
    const { tab, tenant } = route.value
    session.value
    total.value
    const read = () => {
      void loadNames().catch(() => undefined)
      if (tab === 'tenant' && tenant !== undefined) void loadTenant(tenant)
    }
    if (tenant !== seen.peek()?.tenant.name) seen.value = undefined
    const soon = setTimeout(read, 100)
    const again = setInterval(read, rereadMs)
    return () => {
      clearTimeout(soon)
      clearInterval(again)
    }
  })
}
