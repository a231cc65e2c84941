import type { Attempt } from './journal.ts'
import type { Place, Ring } from './ring.ts'

/** What ended of one tenant between two looks. */
export interface EndedOfTenant {
  /** How many ended, whether they are still there or not. */
  readonly count: number
  /** The newest of them, at most so many, in no order; those that newer ones have pushed out of the journal are not among them. */
  newest(most: number): Attempt[]
}

/** Looks from time to time at what has ended. */
export interface Following {
  /** What ended since it was asked last, by tenant. */
  take(): ReadonlyMap<string, EndedOfTenant>
  stop(): void
}

interface Row extends EndedOfTenant {
  note(place: Place | undefined, attempt: Attempt): void
}

/** Remembers where the attempts of one tenant lie that end: their texts are made when somebody looks, not when they end. */
function createRow(ring: Pick<Ring, 'recall'> | undefined, capacity: number): Row {
  const places: Place[] = []
  const ids: number[] = []
  /** Those that the journal forgot while they were under way. */
  const strays: Attempt[] = []
  let noted = 0
  let count = 0

  function recall(slot: number): Attempt[] {
    const place = places[slot]
    return place && ring && place.id === ids[slot] && place.underWay === null ? [ring.recall(place)] : []
  }

  return {
    get count() {
      return count
    },
    note(place, attempt) {
      count += 1
      if (place) {
        places[noted % capacity] = place
        ids[noted % capacity] = attempt.id
        noted += 1
      } else if (strays.length < capacity) strays.push(attempt)
    },
    newest(most) {
      const found = strays.slice(-most)
      for (let back = 1; back <= Math.min(noted, capacity) && found.length < most; back += 1)
        found.push(...recall((noted - back) % capacity))
      return found
    },
  }
}

/** @param capacity how many attempts of one tenant the journal keeps */
export function createFollowings(capacity: number) {
  const notes = new Set<(ring: Ring | undefined, place: Place | undefined, attempt: Attempt) => void>()
  return {
    /** An attempt has ended, in this place; in none when the journal has forgotten it. */
    note(ring: Ring | undefined, place: Place | undefined, attempt: Attempt): void {
      for (const note of notes) note(ring, place, attempt)
    },
    follow(onEnded: () => void): Following {
      let rows = new Map<string, Row>()
      function note(ring: Ring | undefined, place: Place | undefined, attempt: Attempt) {
        if (rows.size === 0) onEnded()
        let row = rows.get(attempt.tenant)
        if (!row) {
          row = createRow(ring, capacity)
          rows.set(attempt.tenant, row)
        }
        row.note(place, attempt)
      }
      notes.add(note)
      return {
        take() {
          const taken = rows
          rows = new Map()
          return taken
        },
        stop: () => void notes.delete(note),
      }
    },
  }
}
