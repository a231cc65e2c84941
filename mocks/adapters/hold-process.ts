// Taken when the module loads, so that a test's fake timers do not reach it.
const { setInterval, clearInterval } = globalThis

const longestMs = 2_147_483_647

/**
 * Keeps the process alive as an open connection would: a signal of `AbortSignal.timeout` alone does not, and what waits for
 * it would never be told.
 * @returns how to let it go
 */
export function holdProcess(): () => void {
  const timer = setInterval(() => undefined, longestMs)
  return () => clearInterval(timer)
}
