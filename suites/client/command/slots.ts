export interface Slots {
  /** Waits for a free place; returns how to leave it. Leaving twice is leaving once. */
  enter(): Promise<() => void>
}

/** Lets so many in at a time, in the order in which they came. */
export function createSlots(size: number): Slots {
  let free = size
  const waiting: (() => void)[] = []
  return {
    async enter() {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      let isInside = true
      return () => {
        if (!isInside) return
        isInside = false
        const next = waiting.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}
