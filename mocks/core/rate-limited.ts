import type { RateState } from '../tenant/rate-window.ts'
import { type Refusal, refuse } from './message.ts'

/** The refusal of a window that is not the plan's: its X-RateLimit headers and its wait speak of that window. */
export function rateLimited(window: RateState, nowMs: number, message?: string): Refusal {
  const { limit, resetMs } = window
  return refuse('RATE_LIMIT_ERROR', {
    message:
      message ??
      `This operation takes ${limit} ${limit === 1 ? 'request' : 'requests'} in its window, which is used up`,
    retryAfterMs: resetMs - nowMs,
    window,
  })
}
