import type { TimeSource } from '../core/time.ts'

/** A time that stands still until it is moved; sleeping moves it. */
export interface ManualTime extends TimeSource {
  advance(ms: number): void
}

export function createManualTime(startMs = Date.UTC(2026, 0, 15, 12)): ManualTime {
  let nowMs = startMs
  const advance = (ms: number) => {
    nowMs += ms
  }
  return { now: () => nowMs, monotonic: () => nowMs - startMs, sleep: async (ms) => advance(ms), advance }
}
