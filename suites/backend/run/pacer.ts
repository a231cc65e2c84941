import { retryAfterDelayMs } from '../../../contracts/retry-after.ts'
import { type HeaderLine, headerValue } from '../exchange.ts'
import type { Clock } from './clock.ts'

/** Keeps requests within the limits that the target announces, one account for each key. */
export interface Pacer {
  /** Waits until the key's window has a request left. */
  turn(key: string, signal: AbortSignal): Promise<void>
  /** Lets nobody use the key for so long. */
  pause(key: string, ms: number): void
  /** Takes in what an answer said. */
  seen(key: string, answer: { readonly headers: readonly HeaderLine[] }): void
  /** How long to wait after a 429 that nobody asked for. */
  waitAfter(answer: { readonly headers: readonly HeaderLine[] }): number
}

/** No announcement makes us wait longer at once: a wrong one (milliseconds, say) must not stop the run. */
const longestWaitMs = 65_000

interface Window {
  remaining: number
  resetMs: number
  inFlight: number
  /** Nothing is sent before this moment. */
  pausedMs: number
}

function wholeNumber(answer: { readonly headers: readonly HeaderLine[] }, name: string): number | undefined {
  const value = headerValue(answer, name)
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined
}

export function createPacer(clock: Clock): Pacer {
  const windows = new Map<string, Window>()
  const windowOf = (key: string): Window => {
    const known = windows.get(key) ?? { remaining: Number.POSITIVE_INFINITY, resetMs: 0, inFlight: 0, pausedMs: 0 }
    windows.set(key, known)
    return known
  }
  return {
    async turn(key, signal) {
      const window = windowOf(key)
      while (clock.now() < window.pausedMs) await clock.sleep(window.pausedMs - clock.now(), signal)
      if (window.remaining - window.inFlight <= 0 && clock.now() < window.resetMs) {
        await clock.sleep(Math.min(longestWaitMs, window.resetMs - clock.now()), signal)
        window.remaining = Number.POSITIVE_INFINITY
      }
      window.inFlight += 1
    },
    pause(key, ms) {
      const window = windowOf(key)
      window.pausedMs = Math.max(window.pausedMs, clock.now() + ms)
    },
    seen(key, answer) {
      const window = windowOf(key)
      window.inFlight = Math.max(0, window.inFlight - 1)
      const remaining = wholeNumber(answer, 'X-RateLimit-Remaining')
      const reset = wholeNumber(answer, 'X-RateLimit-Reset')
      if (remaining === undefined || reset === undefined) return
      const isNewer = reset * 1_000 > window.resetMs
      window.remaining = isNewer ? remaining : Math.min(window.remaining, remaining)
      window.resetMs = reset * 1_000
    },
    waitAfter(answer) {
      const value = headerValue(answer, 'Retry-After')
      const waitMs = value === undefined ? undefined : retryAfterDelayMs(value, clock.now())
      return Math.min(longestWaitMs, waitMs ?? 1_000)
    },
  }
}
