import { readdirSync, readFileSync } from 'node:fs'

/** For how long each thread has waited for a processor so far, in milliseconds. */
export type ThreadWaits = ReadonlyMap<string, number>

const nanosecondsIn = (schedstat: string): number => Number(schedstat.split(' ')[1] ?? 0)

/** What the system tells of a process and of what it has started; nothing where it does not, or no longer. */
export function threadWaits(pid: number): ThreadWaits {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    // Any thread may have started a process, which is then its child.
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
    return new Map([
      ...threads.map((thread): [string, number] => {
        const waited = nanosecondsIn(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'))
        return [thread, waited / 1e6]
      }),
      ...children.flatMap((child) => [...threadWaits(child)]),
    ])
  } catch {
    return new Map()
  }
}

/** How late a process is made by others, for which its server cannot blame it. */
export interface Waits {
  /** It has just done something that was seen. */
  acted(): void
  /**
   * The longest time for which it was kept without a break, since this moment: what one of its threads waited for a processor
   * between two of its acts, and what another one waited right after that, which may have been its turn then.
   */
  worstSince(fromMs: number): number
}

/** What acts sooner after it was read has not been kept for longer: to read costs a tenth of a millisecond. */
const leastMs = 5
/** Who waits for less between two acts has not been kept. */
const noWaitMs = 1
/** Who has waited for nothing for so long is on time again. */
const breakMs = 100

/**
 * Watches over how long a process is kept waiting. Where the system does not tell, it never is.
 * @param monotonic the real clock, in milliseconds; its moments are those that `worstSince` takes
 */
export function watchWaits(read: () => ThreadWaits, monotonic = () => performance.now()): Waits {
  const late: { readonly atMs: number; readonly lateMs: number }[] = []
  let before = read()
  let readMs = Number.NEGATIVE_INFINITY
  const lateSinceThen = (now: ThreadWaits) =>
    Math.max(0, ...[...now].map(([thread, waited]) => waited - (before.get(thread) ?? 0)))
  return {
    acted() {
      const atMs = monotonic()
      if (atMs - readMs < leastMs) return
      readMs = atMs
      const now = read()
      late.push({ atMs, lateMs: lateSinceThen(now) })
      if (now.size > 0) before = now
    },
    worstSince(fromMs) {
      const since = late.slice(late.findLastIndex(({ atMs }) => atMs < fromMs) + 1)
      let [worst, unbroken, keptMs] = [0, 0, 0]
      for (const { atMs, lateMs } of [...since, { atMs: monotonic(), lateMs: lateSinceThen(read()) }]) {
        if (lateMs < noWaitMs) continue
        // The system counts a wait when it is over.
        unbroken = (atMs - lateMs - keptMs > breakMs ? 0 : unbroken) + lateMs
        keptMs = atMs
        worst = Math.max(worst, unbroken)
      }
      return worst
    },
  }
}
