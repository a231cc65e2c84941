import type { Quiet } from './quiet.ts'

/** The part of a fake clock that jumps need. */
export interface JumpingClock {
  setTimeout(callback: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
  countTimers(): number
  /** Jumps to the next timer. */
  nextAsync(): Promise<unknown>
  tickAsync(ms: number): Promise<unknown>
}

export interface PassOptions {
  readonly isDone: () => boolean
  /** While so, time stands still. */
  readonly isBusy: () => boolean
  /** The most of the client's time that passes. */
  readonly patienceMs: number
  /** Real time that a client gets which waits for nothing on the clock. */
  readonly idleMs: number
}

/** A client whose timers go off without end is not watched any longer. Not a time: a busy machine must not count. */
export const mostJumps = 1_500
const longestTimerMs = 2_000_000_000

/** Tells when so much of a clock's time is over, which may be more than one timer can wait for. */
export function bounded(clock: Pick<JumpingClock, 'setTimeout' | 'clearTimeout'>, ms: number) {
  let leftMs = ms
  let isOver = false
  let timer = clock.setTimeout(elapsed, Math.min(leftMs, longestTimerMs))
  function elapsed() {
    leftMs -= longestTimerMs
    if (leftMs <= 0) isOver = true
    else timer = clock.setTimeout(elapsed, Math.min(leftMs, longestTimerMs))
  }
  return { isOver: () => isOver, end: () => clock.clearTimeout(timer) }
}

/**
 * Jumps from timer to timer, each time when all is quiet, until it is done or the patience is over. Returns whether it was
 * done. `onThrown` is told what the callback of a timer threw: the clock goes on.
 */
export async function jumpUntil(
  clock: JumpingClock,
  quiet: Pick<Quiet, 'until'>,
  { isDone, isBusy, patienceMs, idleMs }: PassOptions,
  onThrown: (error: unknown) => void,
): Promise<boolean> {
  const patience = bounded(clock, patienceMs)
  for (let jumps = 0; ; jumps += 1) {
    await quiet.until(isDone, isBusy, 0)
    if (isDone() || patience.isOver() || jumps > mostJumps) break
    // Its own bound is the one timer that is always there.
    if (idleMs > 0 && clock.countTimers() <= 1) await quiet.until(isDone, isBusy, idleMs)
    if (isDone()) break
    const isAlone = clock.countTimers() <= 1
    await clock.nextAsync().catch(onThrown)
    // Whoever else is due at this very moment goes with it.
    await clock.tickAsync(0).catch(onThrown)
    // Nobody else waited for this moment: it has set nothing off that would have to become quiet.
    if (isAlone && patience.isOver()) break
  }
  patience.end()
  return isDone()
}
