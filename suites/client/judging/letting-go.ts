import type { CallRun } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'

/** How long an attempt went on, and what shows it. */
export interface LettingGo {
  /** Milliseconds from its head on; null while it goes on. */
  readonly afterMs: number | null
  readonly by: 'the connection' | 'the outcome'
}

/**
 * When an attempt was given up: when its connection was let go, and, for the last one, when the caller learnt of it,
 * whichever is later. Of a client that sleeps before it tells of any failure only the connection says so.
 */
export function lettingGo(
  { attempts, settledMs }: CallRun,
  attempt: SeenAttempt,
  { tellsLate }: { readonly tellsLate: boolean },
): LettingGo {
  const { headMs, responseEndMs } = attempt.times
  if (responseEndMs === null) return { afterMs: null, by: 'the connection' }
  if (tellsLate || attempt !== attempts.at(-1)) return { afterMs: responseEndMs - headMs, by: 'the connection' }
  if (settledMs === null) return { afterMs: null, by: 'the outcome' }
  return settledMs > responseEndMs
    ? { afterMs: settledMs - headMs, by: 'the outcome' }
    : { afterMs: responseEndMs - headMs, by: 'the connection' }
}
