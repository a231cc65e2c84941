import { createEntryIndex } from './entry-index.ts'
import { createLiveEntry, type LiveEntry, type PlanFacts, stepsLeft } from './plan-entry.ts'

/** How many entries a plan holds at the most; those that are used up make room for new ones. */
export const maxEntries = 10_000

/** The entries of a plan, in the order of their definition; those with steps left are found by tenant and operation. */
export interface EntryStore {
  /** Adds all of these, or nothing where there is no room for them. */
  addAll(inputs: readonly LiveEntry['input'][]): readonly LiveEntry[] | undefined
  get(id: string): LiveEntry | undefined
  list(): LiveEntry[]
  remove(id: string): boolean
  clear(tenant?: string): void
  /** The entries with steps left that may mean a request. */
  candidates(facts: PlanFacts): Iterable<LiveEntry>
  /** Leaves an entry out of the candidates when its last step was taken. */
  afterTaking(entry: LiveEntry): void
  /** Puts it back among them, unless it was removed meanwhile. */
  beforeReturning(entry: LiveEntry): void
}

export function createEntryStore(): EntryStore {
  const entries = new Map<string, LiveEntry>()
  const index = createEntryIndex()
  let lastRank = 0

  function makeRoom(wanted: number): boolean {
    const surplus = entries.size + wanted - maxEntries
    if (surplus <= 0) return true
    const usedUp = [...entries.values()].filter((entry) => stepsLeft(entry) === 0).slice(0, surplus)
    if (usedUp.length < surplus) return false
    for (const { id } of usedUp) entries.delete(id)
    return true
  }

  function add(input: LiveEntry['input']): LiveEntry {
    lastRank += 1
    const entry = createLiveEntry(lastRank, input)
    entries.set(entry.id, entry)
    index.add(entry)
    return entry
  }

  function remove(id: string): boolean {
    const entry = entries.get(id)
    if (entry) index.remove(entry)
    return entries.delete(id)
  }

  return {
    addAll: (inputs) => (makeRoom(inputs.length) ? inputs.map(add) : undefined),
    get: (id) => entries.get(id),
    list: () => [...entries.values()],
    remove,
    clear(tenant) {
      if (tenant === undefined) {
        entries.clear()
        index.clear()
      } else {
        for (const [id, { input }] of entries) if (input.tenant === tenant) remove(id)
      }
    },
    candidates: (facts) => index.candidates(facts),
    afterTaking(entry) {
      if (stepsLeft(entry) === 0) index.remove(entry)
    },
    beforeReturning(entry) {
      if (stepsLeft(entry) === 0 && entries.get(entry.id) === entry) index.add(entry)
    },
  }
}
