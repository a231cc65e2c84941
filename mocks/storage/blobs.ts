import type { StoredBytes } from './byte-store.ts'
import type { MemoryBudget } from './memory-budget.ts'

/** The bytes of one tenant's files, by the id of what they belong to. */
export interface Blobs {
  /** The memory that they may take together with those of other tenants. */
  readonly budget: MemoryBudget
  get(id: string): StoredBytes | undefined
  /** All of them, with their ids. */
  all(): readonly (readonly [id: string, bytes: StoredBytes])[]
  /** Keeps bytes under an id; what lay there before is deleted. */
  put(id: string, bytes: StoredBytes): void
  /** Hands the bytes over: they are no longer kept here. */
  take(id: string): StoredBytes | undefined
  delete(id: string): void
  clear(): void
}

export function createBlobs(budget: MemoryBudget): Blobs {
  const blobs = new Map<string, StoredBytes>()
  return {
    budget,
    get: (id) => blobs.get(id),
    all: () => [...blobs],
    put(id, bytes) {
      blobs.get(id)?.delete()
      blobs.set(id, bytes)
    },
    take(id) {
      const bytes = blobs.get(id)
      blobs.delete(id)
      return bytes
    },
    delete(id) {
      blobs.get(id)?.delete()
      blobs.delete(id)
    },
    clear() {
      for (const bytes of blobs.values()) bytes.delete()
      blobs.clear()
    },
  }
}
