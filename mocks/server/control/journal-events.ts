import type { Attempt, Journal, JournalFilter } from '../../journal/journal.ts'
import type { TimeSource } from '../../time.ts'

/** How often a silent stream says that it lives, so that nothing between takes it for dead. */
const heartbeatMs = 15_000

/** A reader that lets so many events wait has gone to sleep; its stream ends, and it comes back with Last-Event-ID. */
const maxWaiting = 10_000

/**
 * The journal as server-sent events. The id of an event is the journal's cursor: whoever comes back with it misses nothing
 * and may see a few attempts again.
 */
export function journalEvents(journal: Journal, time: TimeSource, filter: JournalFilter): AsyncIterable<string> {
  const waiting: string[] = []
  const stopped = new AbortController()
  let wake: () => void = () => undefined
  const { after, ...scope } = filter
  const push = (attempt: Attempt) => {
    if (waiting.length >= maxWaiting) return stop()
    waiting.push(`event: attempt\nid: ${journal.cursor(scope.tenant)}\ndata: ${JSON.stringify(attempt)}\n\n`)
    wake()
  }
  const unsubscribe = journal.subscribe((attempt) => {
    const isMeant =
      (scope.tenant === undefined || attempt.tenant === scope.tenant) &&
      (scope.operation === undefined || attempt.operation === scope.operation)
    if (isMeant) push(attempt)
  })
  function stop() {
    unsubscribe()
    stopped.abort()
    wake()
  }
  // The comment makes the headers go out at once.
  waiting.push(': journal\n\n')
  if (after !== undefined)
    for (const attempt of journal.attempts(filter)) if (attempt.times.responseEndMs !== null) push(attempt)

  async function next(): Promise<IteratorResult<string>> {
    if (waiting.length === 0 && !stopped.signal.aborted) {
      const event = new Promise<void>((resolve) => {
        wake = resolve
      })
      const heard = new AbortController()
      await Promise.race([event, time.sleep(heartbeatMs, AbortSignal.any([stopped.signal, heard.signal]))])
      heard.abort()
    }
    if (stopped.signal.aborted) return { done: true, value: undefined }
    return { done: false, value: waiting.shift() ?? ': still here\n\n' }
  }

  return {
    [Symbol.asyncIterator]: () => ({
      next,
      async return() {
        stop()
        return { done: true, value: undefined }
      },
    }),
  }
}
