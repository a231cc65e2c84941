import { readdirSync, readFileSync } from 'node:fs'

/**
 * The CPU time that a process has used so far, user and system, in milliseconds: what a busy machine cannot hide. Taken from the
 * threads it has, to the nanosecond: what /proc/PID/stat says is in hundredths of a second.
 * @returns undefined where there is no /proc to ask
 */
export function cpuTimeMs(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    // The first of its three numbers is the time on a core, in nanoseconds (proc_schedstat, sched-stats.txt).
    const timeNs = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    )
    return timeNs.reduce((sum, ns) => sum + ns, 0) / 1_000_000
  } catch {
    return undefined
  }
}
