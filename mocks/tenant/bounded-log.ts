/** Entries in the order in which they came; the oldest go when there is no more room. */
export interface BoundedLog<T> {
  all(): readonly T[]
  create(entry: T): T
  /** Takes what was there before. */
  fill(entries: readonly T[]): void
  clear(): void
}

/** What the logs of all tenants hold together. */
export interface LogRoom {
  entries: number
  /** Beyond so many, whoever writes gives up its own oldest entries. */
  readonly most: number
  /** But for so many, which each log may always hold. */
  readonly least: number
}

/** A log of so many entries, about; the room is shared with others. */
export function createBoundedLog<T>(capacity: number, room: LogRoom): BoundedLog<T> {
  let entries: T[] = []

  /** Cut in one piece now and then: dropping one at each entry would move all the others every time. */
  function keepNewest(count: number) {
    room.entries -= entries.length - count
    entries = entries.slice(entries.length - count)
  }

  function add(entry: T): T {
    if (entries.length >= capacity * 1.1) keepNewest(capacity - 1)
    entries.push(entry)
    room.entries += 1
    return entry
  }

  return {
    all: () => entries,
    create(entry) {
      if (room.entries >= room.most && entries.length >= room.least)
        keepNewest(Math.max(room.least - 1, Math.floor(entries.length * 0.9)))
      return add(entry)
    },
    fill: (before) => before.forEach(add),
    clear: () => keepNewest(0),
  }
}
