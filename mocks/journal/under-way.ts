import type { Attempt } from './journal.ts'

/** The attempts under way, in no order: there are never more than open connections. */
export interface UnderWay {
  add(attempt: Attempt): void
  remove(attempt: Attempt): void
  /** The id of the oldest, of one tenant or of all; this id where none is older. */
  oldest(id: number, tenant: string | undefined): number
  /** Forgets those of one tenant, or all. */
  clear(tenant: string | undefined): void
}

export function createUnderWay(): UnderWay {
  let attempts: Attempt[] = []
  return {
    add: (attempt) => void attempts.push(attempt),
    // Whoever ends is most often among the last that came: the search from the end costs a request nearly nothing.
    remove(attempt) {
      const place = attempts.lastIndexOf(attempt)
      const last = attempts.pop()
      if (place === -1 && last) attempts.push(last)
      else if (last && last !== attempt) attempts[place] = last
    },
    oldest(id, tenant) {
      let first = id
      for (const one of attempts) if (one.id < first && (tenant === undefined || tenant === one.tenant)) first = one.id
      return first
    },
    clear(tenant) {
      attempts = tenant === undefined ? [] : attempts.filter((one) => one.tenant !== tenant)
    },
  }
}
