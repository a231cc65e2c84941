import type { TimeSource } from '../../core/time.ts'
import type { Attempt, Journal, JournalFilter } from '../../journal/journal.ts'

/** Which attempts a reader wants. */
export interface EventsFilter extends JournalFilter {
  /** Of those that ended before the stream began at most so many, the newest. */
  readonly newest?: number
}

/** The last so many; all of them where no number is named. */
export const newestOf = <Item>(items: readonly Item[], count = items.length): readonly Item[] =>
  items.slice(Math.max(0, items.length - count))

/** How often a silent stream says that it lives, so that nothing between takes it for dead. */
const heartbeatMs = 15_000

/** Attempts that end within this time go out together: ten readers of a busy mock must not cost ten writes a request. */
const gatherMs = 25

/** A reader that lets so many attempts wait has gone to sleep. */
const maxWaiting = 10_000

/** About so much of what waits goes out at once. */
const batchLength = 65_536

const dropped = `event: dropped\ndata: ${JSON.stringify({
  message: `More than ${maxWaiting} attempts waited for this reader. Come back with Last-Event-ID and go on where you were.`,
})}\n\n`

/** One attempt that waits, and the cursor behind which a reader that has it goes on. */
interface Waiting {
  readonly attempt: Attempt
  readonly cursor: number
}

/**
 * The journal as server-sent events. The id of an event is the journal's cursor: whoever comes back with it misses nothing
 * and may see a few attempts again. A reader that falls asleep is told so, and its stream ends.
 */
export function journalEvents(journal: Journal, time: TimeSource, filter: EventsFilter): AsyncIterable<string> {
  return { [Symbol.asyncIterator]: () => listen(journal, time, filter) }
}

/** What was kept before the stream began. It needs no bound of its own: the journal has one. */
function keptBefore(journal: Journal, filter: EventsFilter): Waiting[] {
  if (filter.after === undefined) return []
  const upTo = journal.cursor(filter.tenant)
  const ended = journal.attempts(filter).filter(({ times }) => times.responseEndMs !== null)
  return newestOf(ended, filter.newest).map((attempt) => ({ attempt, cursor: Math.min(attempt.id, upTo) }))
}

const texts = new WeakMap<Attempt, string>()

/** An attempt that has ended, as text: it will not change, so that all readers share one. */
function textOf(attempt: Attempt): string {
  const known = texts.get(attempt)
  if (known !== undefined) return known
  const text = JSON.stringify(attempt)
  texts.set(attempt, text)
  return text
}

const isMeant = ({ tenant, operation }: JournalFilter, attempt: Attempt) =>
  (tenant === undefined || attempt.tenant === tenant) && (operation === undefined || attempt.operation === operation)

function listen(journal: Journal, time: TimeSource, filter: EventsFilter): AsyncIterator<string> {
  const stopped = new AbortController()
  let wake: () => void = () => undefined
  let replay = keptBefore(journal, filter)
  let live: Waiting[] = []
  let isAsleep = false
  let hasBegun = false
  const unsubscribe = journal.subscribe((attempt) => {
    if (isAsleep || !isMeant(filter, attempt)) return
    if (live.length < maxWaiting) live.push({ attempt, cursor: journal.cursor(filter.tenant) })
    else isAsleep = true
    wake()
  })
  const stop = () => {
    unsubscribe()
    stopped.abort()
    wake()
  }

  /** Waits for an attempt, but not longer than a silent stream may be silent. */
  async function attention(): Promise<void> {
    const event = new Promise<void>((resolve) => {
      wake = resolve
    })
    const heard = new AbortController()
    await Promise.race([event, time.sleep(heartbeatMs, AbortSignal.any([stopped.signal, heard.signal]))])
    heard.abort()
    if (live.length > 0) await time.sleep(gatherMs, stopped.signal)
  }

  /** The next attempts as text. What is given out is taken off in one go: shifting one by one is quadratic. */
  function batch(): string {
    const source = replay.length > 0 ? replay : live
    let text = ''
    let count = 0
    for (const { attempt, cursor } of source) {
      if (text.length > batchLength) break
      text += `event: attempt\nid: ${cursor}\ndata: ${textOf(attempt)}\n\n`
      count += 1
    }
    if (source === replay) replay = replay.slice(count)
    else live = live.slice(count)
    return text
  }

  return {
    async next() {
      // The comment makes the head go out at once.
      if (!hasBegun) {
        hasBegun = true
        return { done: false, value: ': journal\n\n' }
      }
      if (replay.length === 0 && live.length === 0 && !isAsleep && !stopped.signal.aborted) await attention()
      if (stopped.signal.aborted) return { done: true, value: undefined }
      const text = batch()
      if (text === '' && isAsleep) {
        stop()
        return { done: false, value: dropped }
      }
      return { done: false, value: text === '' ? ': still here\n\n' : text }
    },
    async return() {
      stop()
      return { done: true, value: undefined }
    },
  }
}
