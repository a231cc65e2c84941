import type { Tenant } from '../tenant/tenant.ts'

const atOnce = 8

export interface PendingOptions {
  keep(tenant: Tenant): Promise<void>
  /** Whether a tenant is still the one that has its name: whoever was forgotten has no folder any more. */
  isCurrent(tenant: Tenant): boolean
  /** Told of each tenant that could not be kept; of nothing once all could. */
  onTrouble(trouble?: { readonly tenant: Tenant; readonly error: unknown }): void
}

/** The tenants that have changed and are not kept yet. What cannot be kept stays pending. */
export function createPending({ keep, isCurrent, onTrouble }: PendingOptions) {
  const pending = new Set<Tenant>()
  let writing: readonly Tenant[] = []

  async function keepOne(tenant: Tenant): Promise<void> {
    try {
      await keep(tenant)
    } catch (error) {
      if (!isCurrent(tenant)) return
      onTrouble({ tenant, error })
      pending.add(tenant)
    }
  }

  return {
    add: (tenant: Tenant): void => void pending.add(tenant),
    /** Whether it waits to be kept, or is being kept now. */
    has: (tenant: Tenant): boolean => pending.has(tenant) || writing.includes(tenant),
    remove: (tenant: Tenant): void => void pending.delete(tenant),
    clear: (): void => pending.clear(),
    /** Keeps all of them, some at once. */
    async flush(): Promise<void> {
      writing = [...pending]
      pending.clear()
      const queue = writing.values()
      const worker = async () => {
        for (const tenant of queue) await keepOne(tenant)
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
      if (writing.length > 0 && pending.size === 0) onTrouble()
      writing = []
    },
  }
}
