// Taken when the module loads: a test's fake timers do not stop it.
const { setTimeout, clearTimeout } = globalThis

/**
 * Runs a round again and again, each so long after the last one, and now and then something beside it. Neither keeps the
 * process alive.
 * @returns what ends it: it resolves when the round that is under way is over
 */
export function startRounds(
  everyMs: number,
  round: () => Promise<void>,
  besideMs: number,
  beside: () => void,
): () => Promise<void> {
  let isStopped = false
  let underWay: Promise<void> = Promise.resolve()
  let besideAtMs = performance.now()

  function begin(): void {
    underWay = round().then(() => {
      if (isStopped) return
      if (performance.now() - besideAtMs >= besideMs) {
        besideAtMs = performance.now()
        beside()
      }
      wait()
    })
  }
  const wait = () => {
    timer = setTimeout(begin, everyMs).unref()
  }
  let timer = setTimeout(begin, everyMs).unref()

  return () => {
    isStopped = true
    clearTimeout(timer)
    return underWay
  }
}
