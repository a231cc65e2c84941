/** Counts how often the clock is asked while it stands still. */
export interface ClockReads {
  /** A turn of the event loop is over. Returns whether the clock was asked in it. */
  endTurn(): boolean
  /** Gives the clock back. */
  restore(): void
}

/** More than any client asks in one turn of the event loop, unless it waits by asking. */
const mostReads = 100_000
const stepMs = 1_000

/**
 * Watches `Date`, `performance.now` and `process.hrtime`, which must be faked already. A loop that asks the clock until
 * the time is over would never end on a clock that stands still: after many reads in one turn the clock seems to run, so
 * that the loop ends, and `onLoop` is told.
 */
export function watchClockReads(onLoop: () => void): ClockReads {
  let reads = 0
  function lateMs(): number {
    reads += 1
    if (reads === mostReads) onLoop()
    return reads < mostReads ? 0 : (reads - mostReads) * stepMs
  }

  const { Date: FakeDate } = globalThis
  const { performance } = globalThis
  const { hrtime } = process
  const { now } = performance
  globalThis.Date = new Proxy(FakeDate, {
    construct: (target, given, newTarget) => {
      const late = lateMs()
      const made = Reflect.construct(target, given, newTarget)
      if (given.length === 0 && late > 0) made.setTime(made.getTime() + late)
      return made
    },
    get: (target, name, receiver) =>
      name === 'now' ? () => target.now() + lateMs() : Reflect.get(target, name, receiver),
  })
  performance.now = () => now.call(performance) + lateMs()
  process.hrtime = Object.assign(
    (since?: [number, number]): [number, number] => {
      const late = lateMs()
      const [seconds, nanoseconds] = hrtime(since)
      return [seconds + Math.floor(late / 1_000), nanoseconds]
    },
    { bigint: () => hrtime.bigint() + BigInt(lateMs()) * 1_000_000n },
  )
  return {
    endTurn() {
      const wasAsked = reads > 0
      reads = 0
      return wasAsked
    },
    restore() {
      globalThis.Date = FakeDate
      performance.now = now
      process.hrtime = hrtime
    },
  }
}
