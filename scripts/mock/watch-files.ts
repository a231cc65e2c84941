import { statSync } from 'node:fs'

/** How often it is looked, and how long a file must rest before it is read: editors write in several steps. */
export interface WatchPace {
  readonly everyMs?: number
  readonly restMs?: number
}

/** What differs when a file was written or replaced. */
function stateOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'missing'
}

/**
 * Calls back when a file has changed and rests. It asks for the file's state again and again: that works with editors that
 * replace the file, with links, and with disks of other machines, which do not tell of changes.
 * @returns how to stop
 */
export function watchFiles(
  paths: readonly string[],
  onChange: (path: string) => void,
  { everyMs = 250, restMs = 100 }: WatchPace = {},
): () => void {
  const watched = paths.map((path) => ({ path, read: stateOf(path), seen: '', sinceMs: 0 }))
  const timer = setInterval(() => {
    const nowMs = performance.now()
    for (const file of watched) {
      const state = stateOf(file.path)
      if (state !== file.seen) Object.assign(file, { seen: state, sinceMs: nowMs })
      if (state === file.read || nowMs - file.sinceMs < restMs) continue
      file.read = state
      onChange(file.path)
    }
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
