import type { TimeSource } from '../../core/time.ts'
import type { Attempt, Journal, JournalFilter } from '../../journal/journal.ts'

/** How often a silent stream says that it lives, so that nothing between takes it for dead. */
const heartbeatMs = 15_000

/** A reader that lets so many events wait has gone to sleep; its stream ends, and it comes back with Last-Event-ID. */
const maxWaiting = 10_000

/**
 * The journal as server-sent events. The id of an event is the journal's cursor: whoever comes back with it misses nothing
 * and may see a few attempts again.
 */
export function journalEvents(journal: Journal, time: TimeSource, filter: JournalFilter): AsyncIterable<string> {
  return { [Symbol.asyncIterator]: () => listen(journal, time, filter) }
}

function listen(journal: Journal, time: TimeSource, filter: JournalFilter): AsyncIterator<string> {
  const { after, tenant, operation } = filter
  const stopped = new AbortController()
  let wake: () => void = () => undefined
  // The comment makes the head go out at once.
  const waiting = [': journal\n\n']
  const push = (attempt: Attempt) => {
    if (waiting.length >= maxWaiting) return stop()
    waiting.push(`event: attempt\nid: ${journal.cursor(tenant)}\ndata: ${JSON.stringify(attempt)}\n\n`)
    wake()
  }
  const unsubscribe = journal.subscribe((attempt) => {
    const isMeant =
      (tenant === undefined || attempt.tenant === tenant) &&
      (operation === undefined || attempt.operation === operation)
    if (isMeant) push(attempt)
  })
  const stop = () => {
    unsubscribe()
    stopped.abort()
    wake()
  }
  if (after !== undefined)
    for (const attempt of journal.attempts(filter)) if (attempt.times.responseEndMs !== null) push(attempt)

  /** Waits for an attempt, but not longer than a silent stream may be silent. */
  async function attention(): Promise<void> {
    const event = new Promise<void>((resolve) => {
      wake = resolve
    })
    const heard = new AbortController()
    await Promise.race([event, time.sleep(heartbeatMs, AbortSignal.any([stopped.signal, heard.signal]))])
    heard.abort()
  }

  return {
    async next() {
      if (waiting.length === 0 && !stopped.signal.aborted) await attention()
      if (stopped.signal.aborted) return { done: true, value: undefined }
      return { done: false, value: waiting.shift() ?? ': still here\n\n' }
    },
    async return() {
      stop()
      return { done: true, value: undefined }
    },
  }
}
