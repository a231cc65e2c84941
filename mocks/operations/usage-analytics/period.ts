import { invalid, type Refusal } from '../../core/message.ts'
import { cycleEndMs, cycleStartMs } from '../../tenant/usage.ts'
import { momentOf } from '../moment.ts'

/** Both ends belong to it; epoch milliseconds. */
export interface Period {
  readonly startMs: number
  readonly endMs: number
}

export const dayMs = 86_400_000
export const startOfDay = (atMs: number): number => atMs - (atMs % dayMs)

export const isWithin = ({ startMs, endMs }: Period, atMs: number): boolean => atMs >= startMs && atMs <= endMs

/** What a period of that name is: the billing cycle, the last seven days, or today. */
function namedPeriod(name: string, nowMs: number): Period {
  if (name === 'month') return { startMs: cycleStartMs(nowMs), endMs: cycleEndMs(nowMs) - 1 }
  return { startMs: startOfDay(nowMs) - (name === 'week' ? 6 * dayMs : 0), endMs: nowMs }
}

/** The dates that were asked for; an end that was not takes that of the named period. */
export function readPeriod(
  { start_date: start, end_date: end }: { readonly start_date?: string; readonly end_date?: string },
  name: string,
  nowMs: number,
): Period | Refusal {
  const named = namedPeriod(name, nowMs)
  const startMs = start === undefined ? named.startMs : momentOf(start)
  const endMs = end === undefined ? Math.max(named.endMs, startMs) : momentOf(end)
  return startMs > endMs ? invalid('start_date', 'Must be before end_date') : { startMs, endMs }
}
