import type { Attempt } from '../../journal/journal.ts'

/** An attempt as it came, with the length of its text, which stands for what it takes. */
export interface Heard {
  readonly attempt: Attempt
  readonly length: number
}

export interface StoreBounds {
  readonly capacity?: number
  /** How long all texts may be together. */
  readonly maxLength?: number
}

/** The attempts that a page keeps. */
export interface AttemptStore {
  /** Takes attempts as they end; one that is there already is replaced. */
  add(heard: readonly Heard[]): void
  /** In the order in which they came, oldest first. */
  list(): readonly Attempt[]
  /** How many were let go to stay within the bounds. */
  readonly forgotten: number
  clear(): void
}

/** Attempts come as they end, so that a place near the end of the list is nearly always theirs. */
function placeOf(kept: readonly Heard[], id: number): number {
  let place = kept.length
  while (place > 0 && (kept[place - 1]?.attempt.id ?? 0) >= id) place -= 1
  return place
}

/** Keeps the newest attempts, bounded in number and in size. */
export function createAttemptStore({ capacity = 5_000, maxLength = 16_000_000 }: StoreBounds = {}): AttemptStore {
  let kept: Heard[] = []
  let length = 0
  let forgotten = 0

  function put(heard: Heard) {
    const place = placeOf(kept, heard.attempt.id)
    const known = kept[place]
    const isKnown = known?.attempt.id === heard.attempt.id
    kept.splice(place, isKnown ? 1 : 0, heard)
    length += heard.length - (isKnown ? known.length : 0)
  }

  function shrink() {
    let count = Math.max(0, kept.length - capacity)
    for (const { length: one } of kept.slice(0, count)) length -= one
    for (; length > maxLength && count < kept.length - 1; count += 1) length -= kept[count]?.length ?? 0
    if (count === 0) return
    kept = kept.slice(count)
    forgotten += count
  }

  return {
    add(heard) {
      for (const one of heard) put(one)
      shrink()
    },
    list: () => kept.map(({ attempt }) => attempt),
    get forgotten() {
      return forgotten
    },
    clear() {
      kept = []
      length = 0
      forgotten = 0
    },
  }
}
