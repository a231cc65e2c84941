/** How much memory something may take. */
export interface MemoryBudget {
  readonly limitBytes: number
  /** Takes so many bytes; false, and nothing taken, when they do not fit. */
  take(bytes: number): boolean
  release(bytes: number): void
}

export function createMemoryBudget(limitBytes: number): MemoryBudget {
  let usedBytes = 0
  return {
    limitBytes,
    take(bytes) {
      if (usedBytes + bytes > limitBytes) return false
      usedBytes += bytes
      return true
    },
    release(bytes) {
      usedBytes = Math.max(0, usedBytes - bytes)
    },
  }
}
