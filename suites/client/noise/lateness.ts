/** How late this process is with what it has to do: a busy machine keeps clients waiting for a processor as it does us. */
export interface Lateness {
  /** The longest time by which a timer of ours was late since this moment, by `performance.now()`. */
  worstSince(fromMs: number): number
  /** Stops watching. */
  end(): void
}

const everyMs = 10

/** Watches how late a timer is that is always due in 10 ms. */
export function watchLateness(): Lateness {
  const late: { readonly atMs: number; readonly lateMs: number }[] = []
  let dueMs = performance.now() + everyMs
  let timer = setTimeout(look, everyMs)
  timer.unref()

  function look() {
    const atMs = performance.now()
    // Timers are whole milliseconds: one late says nothing.
    if (atMs - dueMs > 1) late.push({ atMs, lateMs: atMs - dueMs })
    dueMs = atMs + everyMs
    timer = setTimeout(look, everyMs)
    timer.unref()
  }

  return {
    worstSince(fromMs) {
      // What is due now and has not been looked at yet is late, too.
      let worst = Math.max(0, performance.now() - dueMs)
      for (let index = late.length - 1; index >= 0; index -= 1) {
        const one = late[index]
        if (!one || one.atMs < fromMs) break
        worst = Math.max(worst, one.lateMs)
      }
      return worst
    },
    end: () => clearTimeout(timer),
  }
}
