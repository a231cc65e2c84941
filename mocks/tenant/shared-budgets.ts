import { streaming } from '../../contracts/limits.ts'
import { createMemoryBudget, type MemoryBudget } from '../storage/memory-budget.ts'

/** What the tenants of one mock share. */
export interface SharedBudgets {
  /** Memory for stored bytes. What does not fit lies in the platform's store, or is not kept. */
  readonly stored: MemoryBudget
  /** Bytes of streaming uploads under way. */
  readonly streams: MemoryBudget
}

const storedBytes = 64 * 1_048_576

export const createSharedBudgets = (): SharedBudgets => ({
  stored: createMemoryBudget(storedBytes),
  streams: createMemoryBudget(streaming.totalMemoryBytes),
})
