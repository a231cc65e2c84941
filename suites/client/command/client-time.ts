import { systemTime, type TimeSource } from '../../../mocks/core/time.ts'

/** The time of a client whose clock runs faster than ours, as its server sees it. */
export interface ClientTime {
  readonly time: TimeSource
  /** Calls back after so many milliseconds of the client's time; returns how to call it off. */
  after(ms: number, callback: () => void): () => void
}

/** The client's time: it runs `factor` times faster from `fromEpochMs` on. */
export function clientTime(fromEpochMs: number, factor: number, ours: TimeSource = systemTime()): ClientTime {
  const { now, monotonic, sleep } = ours
  const fromMs = monotonic()
  return {
    time: {
      now: () => Math.floor(fromEpochMs + factor * (now() - fromEpochMs)),
      monotonic: () => factor * (monotonic() - fromMs),
      sleep,
    },
    after(ms, callback) {
      const timer = setTimeout(callback, ms / factor)
      return () => clearTimeout(timer)
    },
  }
}
