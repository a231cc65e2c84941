import type { ErrorCode } from '../../contracts/errors.ts'

/** Why a piece of work fails in the end. */
export interface WorkFailure {
  readonly code: ErrorCode
  readonly message: string
}

/**
 * Work that takes time. Nothing runs: its state follows from the tenant's clock, so moving the clock finishes it at once.
 * All times are epoch milliseconds.
 */
export interface Work {
  readonly queuedMs: number
  readonly startMs: number
  readonly endMs: number
  /** Null when it will succeed. */
  readonly failure: WorkFailure | null
}

export type WorkState = 'pending' | 'processing' | 'completed' | 'failed'

/** How far a piece of work is at a moment. */
export function stateOf({ startMs, endMs, failure }: Work, nowMs: number): WorkState {
  if (nowMs >= endMs) return failure ? 'failed' : 'completed'
  return nowMs >= startMs ? 'processing' : 'pending'
}

/** Which part of the work is done, from 0 to 1. */
export function shareDone({ startMs, endMs }: Work, nowMs: number): number {
  if (nowMs >= endMs) return 1
  return nowMs <= startMs ? 0 : (nowMs - startMs) / (endMs - startMs)
}

export const isOver = ({ endMs }: Work, nowMs: number): boolean => nowMs >= endMs

/** Work that was done at that moment. */
export const doneAt = (atMs: number): Work => ({ queuedMs: atMs, startMs: atMs, endMs: atMs, failure: null })
