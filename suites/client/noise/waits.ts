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
  /** The longest time for which one of its threads waited for a processor between two of its acts, since this moment. */
  worstSince(fromMs: number): number
}

/** What acts sooner after it was read has not been kept for longer: to read costs a tenth of a millisecond. */
const leastMs = 5

/** Watches over how long a process is kept waiting. Where the system does not tell, it never is. */
export function watchWaits(read: () => ThreadWaits, againMs = leastMs): Waits {
  const late: { readonly atMs: number; readonly lateMs: number }[] = []
  let before = read()
  let readMs = Number.NEGATIVE_INFINITY
  const lateSinceThen = (now: ThreadWaits) =>
    Math.max(0, ...[...now].map(([thread, waited]) => waited - (before.get(thread) ?? 0)))
  return {
    acted() {
      const atMs = performance.now()
      if (atMs - readMs < againMs) return
      readMs = atMs
      const now = read()
      late.push({ atMs, lateMs: lateSinceThen(now) })
      if (now.size > 0) before = now
    },
    worstSince(fromMs) {
      const since = late.slice(late.findLastIndex(({ atMs }) => atMs < fromMs) + 1)
      return Math.max(lateSinceThen(read()), ...since.map(({ lateMs }) => lateMs))
    },
  }
}
