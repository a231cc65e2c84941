/** The state of a window, for the X-RateLimit headers. */
export interface RateState {
  readonly limit: number
  readonly remaining: number
  /** Epoch milliseconds at which the window ends. */
  readonly resetMs: number
}

export interface RateWindow {
  /** Counts one request. False when the window has none left. */
  take(limit: number, nowMs: number): boolean
  state(limit: number, nowMs: number): RateState
  reset(): void
  /** What of it outlasts a process; null while it has never opened. */
  kept(): KeptWindow | null
  restore(kept: KeptWindow | null | undefined): void
}

/** A window that is open: since when, and how many requests it counted. */
export interface KeptWindow {
  readonly startMs: number
  readonly used: number
}

/** How long a window of the plans is. */
export const rateWindowSeconds = 60

/** A fixed window that opens with its first request; of one minute unless it says otherwise. */
export function createRateWindow(windowMs = rateWindowSeconds * 1_000): RateWindow {
  let startMs = Number.NEGATIVE_INFINITY
  let used = 0
  const roll = (nowMs: number) => {
    // A clock that was moved back also opens a new window, or it would never end.
    if (nowMs >= startMs + windowMs || nowMs < startMs) {
      startMs = nowMs
      used = 0
    }
  }
  return {
    take(limit, nowMs) {
      roll(nowMs)
      if (used >= limit) return false
      used += 1
      return true
    },
    state(limit, nowMs) {
      roll(nowMs)
      return { limit, remaining: Math.max(0, limit - used), resetMs: startMs + windowMs }
    },
    reset() {
      startMs = Number.NEGATIVE_INFINITY
      used = 0
    },
    kept: () => (Number.isFinite(startMs) ? { startMs, used } : null),
    restore(kept) {
      if (kept) ({ startMs, used } = kept)
    },
  }
}
