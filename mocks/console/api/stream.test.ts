import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type StubPage, stubPage } from '../../testing/stub-page.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** One stream of the server: pieces of text, then its end. */
type Piece = string

const attempt = (id: number) => `event: attempt\nid: ${id}\ndata: {"id":${id}}\n\n`

/** Follows a journal whose streams are given, one for each time that the page asks. */
async function follow(streams: readonly (readonly Piece[] | Response | Error)[], uptimes: readonly number[] = []) {
  const seen: unknown[] = []
  const stop = new AbortController()
  let next = 0
  const page: StubPage = stubPage({
    server({ path }) {
      if (path === '/__mock/health') return { uptimeMs: uptimes[next] ?? Date.now() - 500_000 }
      const stream = streams[next]
      next += 1
      if (stream === undefined) {
        stop.abort()
        throw new Error('no more')
      }
      if (stream instanceof Error) throw stream
      if (stream instanceof Response) return stream
      return new Response(
        new ReadableStream({
          start(controller) {
            for (const piece of stream) controller.enqueue(new TextEncoder().encode(piece))
            controller.close()
          },
        }),
      )
    },
  })
  const { followJournal } = await import('./stream.ts')
  const over = followJournal({
    tenant: 'ann',
    signal: stop.signal,
    onAttempts: (heard) => seen.push(heard.map(({ attempt, length }) => [attempt.id, length])),
    onMissed: (count) => seen.push(`missed ${count}`),
    onState: (state) => seen.push(state),
    onRestart: () => seen.push('restart'),
  })
  return { seen, page, over, stop }
}

const streamsOf = ({ requests }: StubPage) => requests.filter(({ path }) => path.includes('/journal/stream'))
const lastIds = (page: StubPage) => streamsOf(page).map(({ headers }) => headers['Last-Event-ID'])

describe('the stream of the journal', () => {
  test('is asked for by tenant, and tells attempts with the length of their text', async () => {
    const { seen, page, over } = await follow([[attempt(1) + attempt(2), attempt(3)]])
    await vi.runAllTimersAsync()
    await over
    expect(streamsOf(page)[0]?.path).toBe('/__mock/journal/stream?newest=2000&tenant=ann')
    expect(seen.slice(0, 5)).toEqual([
      'connecting',
      'live',
      [
        [1, 8],
        [2, 8],
      ],
      [[3, 8]],
      'lost',
    ])
  })

  test('puts events together that come in pieces, and tells what was missed', async () => {
    const { seen, over } = await follow([
      [attempt(1).slice(0, 20), attempt(1).slice(20), 'event: missed\ndata: {"count":7}\n\n', ': still here\n\n'],
    ])
    await vi.runAllTimersAsync()
    await over
    expect(seen.slice(0, 5)).toEqual(['connecting', 'live', [[1, 8]], 'missed 7', 'lost'])
  })

  test('goes on where it broke off', async () => {
    const { page, over } = await follow([[attempt(1), attempt(2)], [': journal\n\n'], [attempt(5)]])
    await vi.runAllTimersAsync()
    await over
    expect(lastIds(page)).toEqual(['0', '2', '2', '5'])
  })

  test('of a server that began later is another one: everything begins anew', async () => {
    const { seen, page, over } = await follow([[attempt(9)], [attempt(1)]], [500_000, 100])
    await vi.runAllTimersAsync()
    await over
    expect(lastIds(page).slice(0, 2)).toEqual(['0', '0'])
    expect(seen.filter((one) => one === 'restart')).toHaveLength(1)
  })

  test('of a server whose start is two seconds off at most goes on', async () => {
    const { seen, page, over } = await follow([[attempt(9)], [attempt(10)]], [500_000, 498_600])
    await vi.runAllTimersAsync()
    await over
    expect(lastIds(page).slice(0, 2)).toEqual(['0', '9'])
    expect(seen).not.toContain('restart')
  })

  test('is asked for again after ever longer pauses, and after short ones once it was live', async () => {
    const failed = new Error('no server')
    const { page, over } = await follow([failed, failed, failed, failed, failed, [attempt(1)], failed])
    const at: number[] = []
    let known = 0
    for (let ms = 0; ms < 30_000; ms += 100) {
      await vi.advanceTimersByTimeAsync(100)
      for (; known < streamsOf(page).length; known += 1) at.push(Date.now() - 1_000_000)
    }
    await over
    const [first = 0] = at
    expect(at.map((ms) => ms - first)).toEqual([0, 400, 1_400, 3_400, 7_400, 12_400, 12_900, 13_900])
  })

  test('ends without a token that will do', async () => {
    const { seen, over } = await follow([new Response('{}', { status: 401 })])
    await over
    expect(seen).toEqual(['connecting', 'lost'])
  })

  test('ends with its signal, even in a pause', async () => {
    const { seen, over, stop, page } = await follow([[attempt(1)], [attempt(2)]])
    await vi.advanceTimersByTimeAsync(10)
    stop.abort()
    await over
    expect(seen.at(-1)).toBe('lost')
    expect(streamsOf(page)).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
