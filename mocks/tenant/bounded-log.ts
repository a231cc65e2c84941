/** Entries in the order in which they came; the oldest go when there is no more room. */
export interface BoundedLog<T> {
  all(): readonly T[]
  create(entry: T): T
  clear(): void
}

export function createBoundedLog<T>(capacity: number): BoundedLog<T> {
  let entries: T[] = []
  return {
    all: () => entries,
    create(entry) {
      // Cut in one piece now and then: dropping one at each entry would move all the others every time.
      if (entries.length >= capacity * 1.1) entries = entries.slice(-capacity + 1)
      entries.push(entry)
      return entry
    },
    clear() {
      entries = []
    },
  }
}
