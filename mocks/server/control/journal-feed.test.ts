import { describe, expect, test } from 'vitest'
import { createJournal, type Journal } from '../../journal/journal.ts'
import { recordEnd } from '../../journal/record.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { plainRequest } from '../../testing/plain-request.ts'
import { createJournalFeed, type JournalFeed } from './journal-feed.ts'

const create = (capacity = 20_000) => createJournal({ requestIdOf: String, capacity })

function record(journal: Journal, count: number, tenant = 'me') {
  for (let i = 0; i < count; i += 1) {
    const attempt = journal.open(plainRequest(), { tenant, operation: 'listFiles', nowMs: 0 })
    recordEnd(attempt, 1)
    journal.close(attempt)
  }
}

/** The ids of the attempts in the text of some events, and the ids of the events. */
function read(text: string) {
  const attempts = [...text.matchAll(/^data: (.*)$/gm)].map(
    ([, data = '']) => JSON.parse(data).id as number | undefined,
  )
  return { attempts, cursors: [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)) }
}

async function take(stream: AsyncIterator<Uint8Array>, wanted: number): Promise<string> {
  let text = ''
  for (let seen = 0; seen < wanted; ) {
    const { done, value } = await stream.next()
    if (done) return text
    const more = new TextDecoder().decode(value)
    text += more
    seen += read(more).attempts.length
  }
  return text
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

const feedOf = (journal: Journal) => createJournalFeed(journal, createManualTime())

/** A stream whose head has gone out. */
async function listen(feed: JournalFeed, filter = {}): Promise<AsyncIterator<Uint8Array>> {
  const stream = feed.events(filter)[Symbol.asyncIterator]()
  await stream.next()
  return stream
}

const open = (journal: Journal, filter = {}) => feedOf(journal).events(filter)[Symbol.asyncIterator]()

/** Until what has ended is told: a manual time sleeps no longer than that. */
const untilTold = () => new Promise((resolve) => setImmediate(resolve))

describe('the events of the journal', () => {
  /** CPU time of a replay of so many attempts, in milliseconds: a busy machine does not change it much. */
  async function replayCpuMs(count: number): Promise<number> {
    const journal = create()
    record(journal, count)
    const before = process.cpuUsage()
    const { attempts, cursors } = read(await take(open(journal, { after: 0 }), count))
    const { user, system } = process.cpuUsage(before)
    expect(attempts).toEqual(numbers(1, count))
    expect(cursors).toEqual(attempts)
    return (user + system) / 1_000
  }

  test('replay any number of attempts in order, at a cost that grows with their number and no faster', async () => {
    await replayCpuMs(2_000) // warms up
    // Quadratic, eight times as many cost 64 times as much.
    expect(await replayCpuMs(16_000)).toBeLessThan(30 * Math.max(10, await replayCpuMs(2_000)))
  })

  test('resume behind the last id without a gap, also where attempts end in another order', async () => {
    const journal = create()
    const slow = journal.open(plainRequest(), { tenant: 'me', operation: 'listFiles', nowMs: 0 })
    record(journal, 3)
    const { cursors } = read(await take(open(journal, { after: 0 }), 3))
    expect(cursors).toEqual([0, 0, 0])
    recordEnd(slow, 2)
    journal.close(slow)
    expect(read(await take(open(journal, { after: cursors.at(-1) }), 4)).attempts).toEqual([1, 2, 3, 4])
  })

  test('tell a reader that fell asleep, and end; what it missed is there when it comes back', async () => {
    const journal = create()
    const stream = await listen(feedOf(journal))
    for (let times = 0; times < 11; times += 1) {
      record(journal, 1_000)
      await untilTold()
    }
    const text = await take(stream, 10_001)
    expect(read(text).attempts.slice(0, -1)).toEqual(numbers(1, 10_000))
    expect(text).toMatch(/event: dropped\ndata: \{"message":"More than 10000 attempts waited for this reader/)
    expect((await stream.next()).done).toBe(true)
    const last = read(text).cursors.at(-1)
    expect(read(await take(open(journal, { after: last }), 1_000)).attempts).toEqual(numbers(10_001, 11_000))
  })

  test('go to all readers that want the same in the same bytes, and to others in their own', async () => {
    const journal = create()
    const feed = feedOf(journal)
    const [one, two, other] = [await listen(feed), await listen(feed), await listen(feed, { tenant: 'you' })]
    record(journal, 2)
    record(journal, 1, 'you')
    await untilTold()
    const [first, second, own] = [await one.next(), await two.next(), await other.next()]
    expect(first.value).toBe(second.value)
    expect(read(new TextDecoder().decode(first.value)).attempts).toEqual([1, 2, 3])
    expect(read(new TextDecoder().decode(own.value)).attempts).toEqual([3])
  })

  test('come to a reader that joins while others wait once, not twice and not never', async () => {
    const journal = create()
    const feed = feedOf(journal)
    const early = await listen(feed)
    record(journal, 2)
    const late = await listen(feed, { after: 0 })
    record(journal, 1)
    await untilTold()
    expect(read(await take(early, 3)).attempts).toEqual([1, 2, 3])
    expect(read(await take(late, 3)).attempts).toEqual([1, 2, 3])
  })

  test('say how many ended too fast, and give each tenant its share of the rest', async () => {
    const journal = create()
    const feed = feedOf(journal)
    const [all, quiet] = [await listen(feed), await listen(feed, { tenant: 'quiet' })]
    record(journal, 3, 'quiet')
    record(journal, 5_000, 'busy')
    await untilTold()
    const text = await take(all, 504)
    expect(text).toMatch(/^event: missed\ndata: \{"count":4500,"message":"4500 attempts .* are not told/)
    expect(read(text).attempts.slice(1)).toEqual([1, 2, 3, ...numbers(4_504, 5_003)])
    const own = await take(quiet, 3)
    expect(read(own).attempts).toEqual([1, 2, 3])
    expect(own).not.toContain('missed')
  })

  test('say so when the journal has let go of what ended before anybody could be told', async () => {
    const journal = create(10)
    const stream = await listen(feedOf(journal))
    record(journal, 15)
    await untilTold()
    const text = await take(stream, 11)
    expect(text).toContain('"count":5')
    expect(read(text).attempts.slice(1)).toEqual(numbers(6, 15))
  })

  test('tell what was under way when the journal was cleared', async () => {
    const journal = create()
    const stream = await listen(feedOf(journal))
    const slow = journal.open(plainRequest(), { tenant: 'me', operation: 'listFiles', nowMs: 0 })
    journal.clear()
    recordEnd(slow, 2)
    journal.close(slow)
    await untilTold()
    expect(read(await take(stream, 1)).attempts).toEqual([1])
  })

  test('cost nothing when the last reader has left', async () => {
    const journal = create()
    let followers = 0
    const follow: Journal['follow'] = (onEnded) => {
      const following = journal.follow(onEnded)
      followers += 1
      const stop = () => {
        followers -= 1
      }
      return { take: following.take, stop }
    }
    const feed = feedOf({ ...journal, follow })
    const [one, two] = [await listen(feed), await listen(feed, { tenant: 'me' })]
    expect(followers).toBe(1)
    await one.return?.()
    expect(followers).toBe(1)
    await two.return?.()
    expect(followers).toBe(0)
    await listen(feed)
    expect(followers).toBe(1)
  })

  test('are those of the tenant and the operation that were asked for', async () => {
    const journal = create()
    record(journal, 2, 'you')
    record(journal, 1)
    expect(read(await take(open(journal, { after: 0, tenant: 'me' }), 1)).attempts).toEqual([3])
  })

  test('are not asked for where others alone have ended something', async () => {
    const journal = create()
    const feed = feedOf(journal)
    const mine = await listen(feed, { tenant: 'me' })
    record(journal, 1, 'you')
    await untilTold()
    record(journal, 1)
    await untilTold()
    expect(read(new TextDecoder().decode((await mine.next()).value)).attempts).toEqual([2])
  })

  test('are told once for all that ended meanwhile, and as late as many readers make it', async () => {
    const journal = create()
    const waits: number[] = []
    const time = { ...createManualTime(), sleep: async (ms: number) => void (ms < 10_000 && waits.push(ms)) }
    const feed = createJournalFeed(journal, time)
    await listen(feed)
    record(journal, 2)
    await untilTold()
    expect(waits).toEqual([25])
    await listen(feed)
    record(journal, 600)
    await untilTold()
    record(journal, 1)
    await untilTold()
    // 20,000 a second are told to all readers together: 1,200 of them take 60 ms.
    expect(waits).toEqual([25, 25, 60])
  })
})

describe('a silent stream', () => {
  test('says that it lives, every fifteen seconds', async () => {
    const journal = create()
    const waits: number[] = []
    const time = { ...createManualTime(), sleep: async (ms: number) => void waits.push(ms) }
    const stream = createJournalFeed(journal, time).events({})[Symbol.asyncIterator]()
    const next = async () => new TextDecoder().decode((await stream.next()).value)
    expect([await next(), await next(), await next()]).toEqual([
      ': journal\n\n',
      ': still here\n\n',
      ': still here\n\n',
    ])
    expect(waits).toEqual([15_000, 15_000])
  })

  test('tells nothing where nothing was kept: the next that comes is what ends next', async () => {
    const journal = create()
    const stream = await listen(feedOf(journal), { after: 0 })
    const next = stream.next()
    record(journal, 1)
    expect(read(new TextDecoder().decode((await next).value)).attempts).toEqual([1])
  })

  test('ends when its reader leaves, even while it waits', async () => {
    const journal = create()
    const time = { ...createManualTime(), sleep: () => new Promise<void>(() => undefined) }
    const stream = createJournalFeed(journal, time).events({})[Symbol.asyncIterator]()
    await stream.next()
    const waiting = stream.next()
    expect(await stream.return?.()).toEqual({ done: true, value: undefined })
    expect((await waiting).done).toBe(true)
  })
})
