import { describe, expect, test } from 'vitest'
import { createJournal, type Journal } from '../../journal/journal.ts'
import { recordEnd } from '../../journal/record.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { plainRequest } from '../../testing/plain-request.ts'
import { journalEvents } from './journal-events.ts'

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

async function take(stream: AsyncIterator<string>, wanted: number): Promise<string> {
  let text = ''
  for (let seen = 0; seen < wanted; ) {
    const { done, value } = await stream.next()
    if (done) return text
    text += value
    seen += read(value).attempts.length
  }
  return text
}

const open = (journal: Journal, filter = {}, time = createManualTime()) =>
  journalEvents(journal, time, filter)[Symbol.asyncIterator]()

describe('the events of the journal', () => {
  /** CPU time of a replay of so many attempts, in milliseconds: a busy machine does not change it much. */
  async function replayCpuMs(count: number): Promise<number> {
    const journal = create()
    record(journal, count)
    const before = process.cpuUsage()
    const { attempts, cursors } = read(await take(open(journal, { after: 0 }), count))
    const { user, system } = process.cpuUsage(before)
    expect(attempts).toEqual(Array.from({ length: count }, (_, index) => index + 1))
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
    const time = createManualTime()
    const stream = open(journal, {}, time)
    await stream.next()
    record(journal, 10_001)
    const text = await take(stream, 10_001)
    expect(text).toMatch(/event: dropped\ndata: \{"message":"More than 10000 attempts waited for this reader/)
    expect((await stream.next()).done).toBe(true)
    const last = read(text).cursors.at(-1)
    expect(read(await take(open(journal, { after: last }), 1)).attempts).toEqual([10_001])
  })

  test('are those of the tenant and the operation that were asked for', async () => {
    const journal = create()
    record(journal, 2, 'you')
    record(journal, 1)
    expect(read(await take(open(journal, { after: 0, tenant: 'me' }), 1)).attempts).toEqual([3])
  })
})
