/** Where the mock takes its time from. Tests and the retry bench put in their own. */
export interface TimeSource {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds on a clock that never jumps. */
  monotonic(): number
  /** What the Date of answers shows, epoch milliseconds; undefined, as when it is left out, where that is the machine's time. */
  dateMs?(): number | undefined
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

// Taken when the module loads, so that a test's fake timers do not reach a mock, not even one that is made while they are on.
const { setTimeout, clearTimeout } = globalThis
const { now } = Date
const monotonic = performance.now.bind(performance)

/** The time that a test's fake timers make: whatever stands in the global object when it is asked for. */
export function testTime(): TimeSource {
  return {
    now: () => Date.now(),
    monotonic: () => globalThis.performance.now(),
    sleep: (ms, signal) => sleepBy(globalThis, ms, signal),
  }
}

type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>

function sleepBy({ setTimeout, clearTimeout }: Timers, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
  })
}

/** The machine's own time. */
export function systemTime(): TimeSource {
  const timers = { setTimeout, clearTimeout }
  return { now, monotonic, sleep: (ms, signal) => sleepBy(timers, ms, signal) }
}

/** A clock may be moved by at most a hundred years at once: dates stay writable in every form. */
export const maxAdvanceMs = 3_155_760_000_000

/** The years 0 to 9999, which a moment of ISO 8601 can name. */
const [firstMs, lastMs] = [-62_167_219_200_000, 253_402_300_799_999]

/** A number in its range. What is none would make every date of the mock none, requests later. */
function within(what: string, value: number, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value
  throw new TypeError(`${what} must be a number between ${min} and ${max}; got ${JSON.stringify(value) ?? value}`)
}

/** A clock that can be moved: the time below it plus an offset. One for each tenant. */
export interface Clock {
  now(): number
  /** By how many milliseconds it is ahead of the one below it; negative when it is behind. */
  readonly offsetMs: number
  /** Moves the clock by so many milliseconds; backwards with a negative number. */
  advance(ms: number): void
  /** Seconds by which the Date of answers is ahead of this clock, and behind it when negative; nothing else follows. Default 0. */
  skewSeconds: number
  /** What the Date of answers shows, epoch milliseconds; undefined where neither this clock nor the time below it was moved. */
  dateMs(): number | undefined
  /** Sets the clock to an epoch time; it goes on running from there. */
  set(epochMs: number): void
  reset(): void
}

export function createClock(time: TimeSource): Clock {
  let offsetMs = 0
  let skewSeconds = 0
  return {
    now: () => time.now() + offsetMs,
    get skewSeconds() {
      return skewSeconds
    },
    set skewSeconds(seconds) {
      skewSeconds = within('skewSeconds', seconds, -maxAdvanceMs / 1_000, maxAdvanceMs / 1_000)
    },
    dateMs() {
      const below = time.dateMs?.()
      if (offsetMs === 0 && skewSeconds === 0) return below
      return (below ?? time.now()) + offsetMs + skewSeconds * 1_000
    },
    get offsetMs() {
      return offsetMs
    },
    advance: (ms) => {
      offsetMs += within('advance(ms)', ms, -maxAdvanceMs, maxAdvanceMs)
    },
    set: (epochMs) => {
      offsetMs = within('set(epochMs)', epochMs, firstMs, lastMs) - time.now()
    },
    reset: () => {
      offsetMs = 0
      skewSeconds = 0
    },
  }
}
