import type { LiveEntry, PlanFacts } from './plan-entry.ts'

/** Entries with steps left, found by tenant and operation: those of others cost a request nothing. */
export interface EntryIndex {
  add(entry: LiveEntry): void
  remove(entry: LiveEntry): void
  /** The entries that may mean a request, in the order of their definition. */
  candidates(facts: PlanFacts): Iterable<LiveEntry>
  clear(): void
}

const anybody = ''
const anything = ''

type Bucket = LiveEntry[]

const none: readonly LiveEntry[] = []

export function createEntryIndex(): EntryIndex {
  const byTenant = new Map<string, Map<string, Bucket>>()

  const keysOf = ({ input }: LiveEntry) => [input.tenant ?? anybody, input.match?.operation ?? anything] as const

  function* merge(buckets: readonly Bucket[]): Iterable<LiveEntry> {
    const places = buckets.map(() => 0)
    for (;;) {
      let next: LiveEntry | undefined
      let from = -1
      for (const [index, bucket] of buckets.entries()) {
        const entry = bucket[places[index] ?? 0]
        if (entry && (next === undefined || entry.rank < next.rank)) {
          next = entry
          from = index
        }
      }
      if (next === undefined) return
      places[from] = (places[from] ?? 0) + 1
      yield next
    }
  }

  return {
    add(entry) {
      const [tenant, operation] = keysOf(entry)
      const byOperation = byTenant.get(tenant) ?? new Map<string, Bucket>()
      byTenant.set(tenant, byOperation)
      // An entry that gets a step back stands among later ones.
      const others = byOperation.get(operation) ?? []
      const behind = others.findLastIndex(({ rank }) => rank < entry.rank) + 1
      byOperation.set(operation, others.toSpliced(behind, 0, entry))
    },
    remove(entry) {
      const [tenant, operation] = keysOf(entry)
      const byOperation = byTenant.get(tenant)
      const rest = byOperation?.get(operation)?.filter((other) => other !== entry) ?? []
      if (rest.length > 0) byOperation?.set(operation, rest)
      else byOperation?.delete(operation)
      if (byOperation?.size === 0) byTenant.delete(tenant)
    },
    candidates({ tenant, operation }) {
      if (byTenant.size === 0) return none
      const buckets: Bucket[] = []
      for (const byOperation of [byTenant.get(tenant), byTenant.get(anybody)]) {
        const exact = operation === undefined ? undefined : byOperation?.get(operation)
        if (exact) buckets.push(exact)
        const any = byOperation?.get(anything)
        if (any) buckets.push(any)
      }
      const [only] = buckets
      return buckets.length > 1 ? merge(buckets) : (only ?? none)
    },
    clear: () => byTenant.clear(),
  }
}
