/** Entries in the order in which they came; the oldest go when there is no more room. */
export interface BoundedLog<T> {
  all(): readonly T[]
  create(entry: T): T
  /** Takes what was there before. */
  fill(entries: readonly T[]): void
  clear(): void
}

export function createBoundedLog<T>(capacity: number): BoundedLog<T> {
  let entries: T[] = []
  function create(entry: T): T {
    // Cut in one piece now and then: dropping one at each entry would move all the others every time.
    if (entries.length >= capacity * 1.1) entries = entries.slice(-capacity + 1)
    entries.push(entry)
    return entry
  }

  return {
    all: () => entries,
    create,
    fill: (before) => before.forEach(create),
    clear() {
      entries = []
    },
  }
}
