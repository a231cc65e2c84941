import type { OperationId } from '../../../contracts/operations/index.ts'
import type { TimeSource } from '../../core/time.ts'
import type { EndedOfTenant, Following } from '../../journal/following.ts'
import type { Attempt, Journal, JournalFilter } from '../../journal/journal.ts'
import { newestOf } from '../../journal/newest-of.ts'
import { type AttemptText, eventsText, noticeText, rememberTexts } from './event-text.ts'
import { type Batch, createReader, type JournalReader } from './journal-reader.ts'

/** Attempts that end within this time go out together: ten readers of a busy mock must not cost ten writes a request. */
const gatherMs = 25

/** So many go out at once: as many as the journal keeps of a tenant. */
const maxAtOnce = 1_000

/** How many attempts all readers together are told a second: telling is paid for by the requests that they tell of. */
const toldPerSecond = 20_000

/** About so much of what was kept goes out at once. */
const pieceLength = 65_536

const toldTooFast = (count: number) =>
  noticeText('missed', {
    count,
    message: `${count} attempts that ended before the next ones are not told: all streams together tell ${toldPerSecond} a second, and the journal keeps the newest of each tenant.`,
  })

type EndedByTenant = ReadonlyMap<string, EndedOfTenant>

/** Readers that want the same attempts, and so get the same bytes. */
interface Group {
  readonly filter: { readonly tenant: string | undefined; readonly operation: OperationId | undefined }
  readonly readers: Set<JournalReader>
}

/** What goes out of all that ended; where that is too much, each tenant has the same share. */
function chooseNewest(ended: readonly EndedOfTenant[]): { attempts: Attempt[]; missed: number } {
  const count = ended.reduce((sum, one) => sum + one.count, 0)
  const share = count > maxAtOnce ? Math.ceil(maxAtOnce / ended.length) : maxAtOnce
  const attempts = ended.flatMap((one) => one.newest(share)).sort((a, b) => a.id - b.id)
  return { attempts, missed: count - attempts.length }
}

/** What the journal keeps now, as events that are made when they are asked for. */
function keptNow(journal: Journal, filter: JournalFilter): Iterator<Uint8Array> {
  if (filter.after === undefined) return [].values()
  const cursor = journal.cursor(filter.tenant)
  const { newest, ...wanted } = filter
  const ended = journal.attempts(wanted).filter(({ times }) => times.responseEndMs !== null)
  return inPieces(newestOf(ended, newest), cursor)
}

function* inPieces(attempts: readonly Attempt[], cursor: number): Generator<Uint8Array> {
  let text = ''
  for (const attempt of attempts) {
    text += eventsText([attempt], cursor)
    if (text.length < pieceLength) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

/** The journal as server-sent events, for any number of readers. */
export interface JournalFeed {
  /**
   * The events of one reader. The id of an event is the journal's cursor: whoever comes back with it misses nothing and may see
   * a few attempts again. A reader that falls asleep is told so, and its stream ends.
   */
  events(filter: JournalFilter): AsyncIterable<Uint8Array>
}

/**
 * Tells the readers of a journal what ends in it. A request does no more than leave a note of its place. The texts are made some
 * milliseconds later, once for all readers, and each reader gets them in one write.
 */
export function createJournalFeed(journal: Journal, time: TimeSource): JournalFeed {
  const groups = new Map<string, Group>()
  let following: Following | undefined
  let isDue = false
  let pauseMs = gatherMs

  async function tellSoon(): Promise<void> {
    if (isDue) return
    isDue = true
    await time.sleep(pauseMs)
    isDue = false
    tell()
  }

  function batchFor(
    { tenant, operation }: Group['filter'],
    all: EndedByTenant,
    textOf: AttemptText,
  ): Batch | undefined {
    const own = tenant === undefined ? undefined : all.get(tenant)
    const ended = tenant === undefined ? [...all.values()] : own ? [own] : []
    const { attempts, missed } = chooseNewest(ended)
    const wanted = operation === undefined ? attempts : attempts.filter((attempt) => attempt.operation === operation)
    const text = (missed > 0 ? toldTooFast(missed) : '') + eventsText(wanted, journal.cursor(tenant), textOf)
    return text === '' ? undefined : { bytes: Buffer.from(text), count: wanted.length }
  }

  function tell(): void {
    const all = following?.take()
    if (!all || all.size === 0) return
    const textOf = rememberTexts()
    let told = 0
    for (const { filter, readers } of groups.values()) {
      const batch = batchFor(filter, all, textOf)
      if (!batch) continue
      told += batch.count * readers.size
      for (const reader of readers) reader.take(batch)
    }
    pauseMs = Math.max(gatherMs, (told * 1_000) / toldPerSecond)
  }

  function join(filter: JournalFilter): AsyncIterator<Uint8Array> {
    // What ended so far is told to the others and is kept for the new one: so nobody is told anything twice.
    tell()
    following ??= journal.follow(() => void tellSoon())
    const { tenant, operation } = filter
    const key = JSON.stringify([tenant, operation])
    const group: Group = groups.get(key) ?? { filter: { tenant, operation }, readers: new Set() }
    groups.set(key, group)
    const reader = createReader(time, keptNow(journal, filter), () => {
      group.readers.delete(reader)
      if (group.readers.size === 0 && groups.get(key) === group) groups.delete(key)
      if (groups.size > 0) return
      following?.stop()
      following = undefined
    })
    group.readers.add(reader)
    return reader.bytes
  }

  return { events: (filter) => ({ [Symbol.asyncIterator]: () => join(filter) }) }
}
