import type { Cancelling } from '../scenario.ts'
import type { Activity } from '../script/script-record.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Who makes the calls of a run, and may cancel them. */
export interface Caller {
  readonly signal: AbortSignal
  /** Told what happens at the server, since its moment counts from there. */
  heard(what: Activity): void
  /** When it cancels, in the client's time; null while that is not decided. */
  cancelledMs(): number | null
  /** Ends whatever still runs. */
  abort(): void
}

const cancelMoments = { request: 'arrived', answer: 'answered' } as const satisfies Record<string, Activity>

/** A caller that cancels when the scenario says so: beforehand, or so long after the first request came or was answered. */
export function createCaller(
  cancel: Cancelling | undefined,
  { time, after }: Pick<VirtualTime, 'time' | 'after'>,
): Caller {
  const controller = new AbortController()
  let cancelledMs: number | null = null
  if (cancel?.from === 'start') {
    cancelledMs = time.monotonic()
    controller.abort()
  }
  return {
    signal: controller.signal,
    heard(what) {
      if (!cancel || cancel.from === 'start' || cancelledMs !== null) return
      if (what !== cancelMoments[cancel.from]) return
      cancelledMs = time.monotonic() + cancel.afterMs
      after(cancel.afterMs, () => controller.abort())
    },
    cancelledMs: () => cancelledMs,
    abort: () => controller.abort(),
  }
}
