import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** How much memory is really held: what garbage is left, is thrown away first. */
export function heldBytes(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** How much memory the process has of the system, its native libraries included, without the garbage that waits. */
export function residentBytes(): number {
  collect()
  return process.memoryUsage.rss()
}
