import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

let ticksPerSecond: number | undefined

/**
 * The CPU time that a process has used so far, user and system, in milliseconds: what a busy machine cannot hide.
 * @returns undefined where there is no /proc to ask
 */
export function cpuTimeMs(pid: number): number | undefined {
  try {
    ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
    // The name of the program, in brackets, may hold anything; what is counted stands behind it (proc(5), stat).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000
  } catch {
    return undefined
  }
}
