import type { Answer, Core } from '../core/core.ts'
import type { Reply, TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { recordAnswer, recordCut, recordEnd, recordHead } from '../journal/record.ts'
import type { BreakEvents } from './breaks.ts'

/** How answers go out over one kind of transport: HTTP/1.1 responses, or HTTP/2 streams. */
export interface Transport<Target> {
  isClosed(target: Target): boolean
  onClose(target: Target, listener: () => void): void
  /** Gives the length of the body; null where it is not known before its end. */
  write(reply: Reply, target: Target): number | null
  /** Whether the answer has been handed over whole. */
  isWritten(target: Target): boolean
  break(broken: TransportBreak, target: Target, events: BreakEvents): Promise<void>
  destroy(target: Target, error: unknown): void
}

/** Sends answers over a transport, and writes into the journal what became of them. */
export function createDelivery<Target>(
  transport: Transport<Target>,
  { journal }: Pick<Core, 'journal'>,
  time: TimeSource,
) {
  return function deliver({ outcome, attempt }: Answer, target: Target): void {
    const headSent = () => {
      if (attempt) recordHead(attempt, time.monotonic())
    }
    const ended = () => {
      if (!attempt) return
      recordEnd(attempt, time.monotonic())
      journal.close(attempt)
    }
    // A client that is gone by now has closed it before anybody could listen, and was told nothing.
    if (transport.isClosed(target)) return void ended()
    if (!('transport' in outcome)) {
      const bytes = transport.write(outcome, target)
      if (attempt) recordAnswer(attempt, outcome, bytes)
      headSent()
      // What was written at once has been handed over whole; only a stream ends later.
      if (transport.isWritten(target)) ended()
      else transport.onClose(target, ended)
      return
    }
    transport.onClose(target, ended)
    const events = {
      headSent() {
        headSent()
        if (attempt) recordAnswer(attempt, outcome.reply, null)
      },
      broken() {
        if (attempt) recordCut(attempt, time.monotonic())
      },
    }
    transport.break(outcome, target, events).catch((error: unknown) => transport.destroy(target, error)) // whatever was thrown, the connection must not hang
  }
}
