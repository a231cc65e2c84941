import timersPromises from 'node:timers/promises'

/** Timers on a clock that jumps. */
interface FakeTimers {
  setTimeout(callback: () => void, ms: number): unknown
}

/** Puts `AbortSignal.timeout` on the clock that jumps; returns how to undo it. */
export function takeOverAbortTimeout(clock: FakeTimers): () => void {
  const { timeout } = AbortSignal
  AbortSignal.timeout = (ms) => {
    if (!(ms >= 0 && Number.isFinite(ms))) return timeout.call(AbortSignal, ms)
    const controller = new AbortController()
    const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    clock.setTimeout(() => controller.abort(reason()), ms)
    return controller.signal
  }
  return () => {
    AbortSignal.timeout = timeout
  }
}

/** Puts `scheduler.wait` where the other promises of timers are already. */
export function takeOverSchedulerWait(): () => void {
  const { scheduler } = timersPromises
  const { wait } = scheduler
  scheduler.wait = (ms, options) => timersPromises.setTimeout(ms, undefined, options)
  return () => {
    scheduler.wait = wait
  }
}

/** Long enough for another thread to answer, too short to be a wait of a client. */
const longestBlockMs = 200

/**
 * Bounds `Atomics.wait` on this thread: what waits by it stops everything, the clock and the server included.
 * @param onSleep told when nobody woke it
 */
export function boundAtomicsWait(onSleep: () => void): () => void {
  const { wait } = Atomics
  const bounded = (
    array: Int32Array<SharedArrayBuffer>,
    index: number,
    value: number,
    ms = Number.POSITIVE_INFINITY,
  ) => {
    const outcome = wait(array, index, value, Math.min(ms, longestBlockMs))
    if (outcome === 'timed-out' && ms > 1) onSleep()
    return outcome
  }
  Atomics.wait = bounded as typeof wait // the other overload differs in the array's type alone
  return () => {
    Atomics.wait = wait
  }
}
