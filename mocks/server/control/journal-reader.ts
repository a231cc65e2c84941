import type { TimeSource } from '../../core/time.ts'
import { noticeText } from './event-text.ts'

/** Some attempts as the bytes of their events. */
export interface Batch {
  readonly bytes: Uint8Array
  /** How many attempts they tell. */
  readonly count: number
}

/** How often a silent stream says that it lives, so that nothing between takes it for dead. */
const heartbeatMs = 15_000

/** A reader that lets so many attempts wait has gone to sleep. */
const maxWaiting = 10_000

const bytesOf = (text: string) => Buffer.from(text)
const greeting = bytesOf(': journal\n\n') // makes the head go out at once
const stillHere = bytesOf(': still here\n\n')
const dropped = bytesOf(
  noticeText('dropped', {
    message: `More than ${maxWaiting} attempts waited for this reader. Come back with Last-Event-ID and go on where you were.`,
  }),
)

/** One reader of the journal's stream. */
export interface JournalReader {
  /** Lets a batch wait for the reader, who shares it with others. */
  take(batch: Batch): void
  /** What goes out to it: first what was there before, then what it takes. Ends when the reader leaves or has fallen asleep. */
  readonly bytes: AsyncIterator<Uint8Array>
}

/** @param before what it is told first: the journal bounds it, so that it needs no bound of its own */
export function createReader(time: TimeSource, before: Iterator<Uint8Array>, onLeave: () => void): JournalReader {
  const stopped = new AbortController()
  const waiting: Batch[] = []
  let waitingCount = 0
  let wake: () => void = () => undefined
  let isAsleep = false
  let hasBegun = false

  const stop = () => {
    onLeave()
    stopped.abort()
    wake()
  }

  /** Waits for a batch, but not longer than a silent stream may be silent. */
  async function attention(): Promise<void> {
    const event = new Promise<void>((resolve) => {
      wake = resolve
    })
    const heard = new AbortController()
    await Promise.race([event, time.sleep(heartbeatMs, AbortSignal.any([stopped.signal, heard.signal]))])
    heard.abort()
  }

  function nextBatch(): Uint8Array | undefined {
    const kept = before.next()
    if (!kept.done) return kept.value
    const batch = waiting.shift() // a few batches at the most
    waitingCount -= batch?.count ?? 0
    return batch?.bytes
  }

  return {
    take(batch) {
      if (waitingCount + batch.count > maxWaiting) isAsleep = true
      if (isAsleep) return
      waiting.push(batch)
      waitingCount += batch.count
      wake()
    },
    bytes: {
      async next() {
        if (!hasBegun) {
          hasBegun = true
          return { done: false, value: greeting }
        }
        let bytes = nextBatch()
        if (!bytes && !isAsleep && !stopped.signal.aborted) {
          await attention()
          bytes = nextBatch()
        }
        if (stopped.signal.aborted) return { done: true, value: undefined }
        if (bytes) return { done: false, value: bytes }
        if (!isAsleep) return { done: false, value: stillHere }
        stop()
        return { done: false, value: dropped }
      },
      async return() {
        stop()
        return { done: true, value: undefined }
      },
    },
  }
}
