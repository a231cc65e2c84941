import { isWatched } from './terminal.ts'

interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface Progress {
  show(done: number, total: number): void
  clear(): void
}

/**
 * One line on a terminal that says how far it is and how long it still takes; nothing where nobody watches.
 * @param things what is counted: `runs`
 */
export function createProgress(stream: Terminal, things: string, now: () => number = Date.now): Progress {
  const startedMs = now()
  if (!isWatched(stream)) return { show: () => {}, clear: () => {} }
  return {
    show(done, total) {
      const leftSeconds = Math.ceil((((now() - startedMs) / done) * (total - done)) / 1_000)
      stream.write(`\r${done} of ${total} ${things}, about ${leftSeconds} s left\u001b[K`)
    },
    clear: () => void stream.write('\r\u001b[K'),
  }
}
