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

/** Who makes the calls of a run: one for all, or one for each where only the first so many are cancelled. */
export interface Callers extends Pick<Caller, 'heard' | 'abort'> {
  /** Who makes a call, numbered from 0. Of calls in turn the last one that was asked for hears what happens. */
  of(index: number): Caller
  /** Whether no more calls are to be begun. */
  isOver(): boolean
}

/** The callers of a scenario's calls. */
export function createCallers(cancel: Cancelling | undefined, virtual: Pick<VirtualTime, 'time' | 'after'>): Callers {
  const first = cancel?.from === 'start' ? undefined : cancel?.first
  if (first === undefined) {
    const caller = createCaller(cancel, virtual)
    return { of: () => caller, heard: caller.heard, abort: caller.abort, isOver: () => caller.signal.aborted }
  }
  const callers: Caller[] = []
  let isOver = false
  return {
    of(index) {
      callers[index] ??= createCaller(index < first ? cancel : undefined, virtual)
      return callers[index]
    },
    heard: (what) => callers.at(-1)?.heard(what),
    abort() {
      isOver = true
      for (const caller of callers) caller.abort()
    },
    isOver: () => isOver,
  }
}
