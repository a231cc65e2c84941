import type { CallRun } from '../run.ts'

/** So many calls show what is common to them when a third is left out. */
const leastCalls = 20

/** The calls that others kept least from a processor, where it is known and there are enough; else all. */
export function calmCalls(calls: readonly CallRun[]): readonly CallRun[] {
  if (calls.length < leastCalls || calls.some(({ keptMs }) => keptMs === undefined)) return calls
  return calls.toSorted((a, b) => (a.keptMs ?? 0) - (b.keptMs ?? 0)).slice(0, Math.ceil((calls.length * 2) / 3))
}
