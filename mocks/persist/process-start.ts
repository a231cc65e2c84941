import { readFileSync } from 'node:fs'

/** What the system says of a process, behind its name: its state, and so on (proc(5)). Undefined where it does not say. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program, in parentheses, may hold blanks and parentheses itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * When a process started, as a text to compare: on Linux the ticks since boot (field 22 of stat). A number of a process
 * is given again; both together are not. Undefined where the system does not say.
 */
export function processStart(pid: number): string | undefined {
  return statOf(pid)?.[19] ?? (pid === process.pid ? String(Math.round(performance.timeOrigin)) : undefined)
}

/** Whether a process of this machine runs. One that was killed and that its parent has not buried does not. */
export function isRunning(pid: number): boolean {
  if (/^[ZX]/.test(statOf(pid)?.[0] ?? '')) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
