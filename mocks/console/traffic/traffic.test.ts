import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { anAttempt } from '../../testing/an-attempt.ts'
import { type PageRequest, stubPage } from '../../testing/stub-page.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page that follows the traffic, and a server that tells it what it is told to. */
async function follow(hash = '') {
  const sent: ReadableStreamDefaultController<Uint8Array>[] = []
  let uptimeMs = 500_000
  let underWay: readonly object[] = []
  const page = stubPage({
    hash,
    server({ method, path, signal }: PageRequest) {
      if (path === '/__mock/health') return { uptimeMs }
      if (method === 'DELETE') return new Response(null, { status: 204 })
      if (path.startsWith('/__mock/journal?')) return { attempts: underWay }
      if (!path.startsWith('/__mock/journal/stream')) return new Response('{}', { status: 500 })
      return new Response(
        new ReadableStream({
          start(controller) {
            sent.push(controller)
            signal?.addEventListener('abort', () => controller.error(new Error('gone')))
          },
        }),
      )
    },
  })
  const traffic = await import('./traffic.ts')
  const address = await import('../app/route.ts')
  address.followAddress()
  traffic.followTraffic()
  await vi.advanceTimersByTimeAsync(0)
  const say = (text: string) => sent.at(-1)?.enqueue(new TextEncoder().encode(text))
  const tell = (...attempts: object[]) =>
    say(attempts.map((attempt) => `event: attempt\nid: 1\ndata: ${JSON.stringify(attempt)}\n\n`).join(''))
  return {
    ...traffic,
    ...address,
    page,
    tell,
    say,
    end: () => sent.at(-1)?.close(),
    restart: () => {
      uptimeMs = 0
    },
    letBeUnderWay: (...attempts: object[]) => {
      underWay = attempts
    },
    streams: () => page.requests.filter(({ path }) => path.includes('/stream')).map(({ path }) => path),
    looks: () => page.requests.filter(({ path }) => path.startsWith('/__mock/journal?')).map(({ path }) => path),
    ids: () => traffic.shown.value.map(({ id }) => id),
  }
}

describe('the traffic', () => {
  test('is drawn a little after it came, newest first', async () => {
    const { tell, ids, total, streamState, forgotten } = await follow()
    expect(streamState.value).toBe('live')
    tell(anAttempt({ id: 1 }), anAttempt({ id: 2 }))
    await vi.advanceTimersByTimeAsync(59)
    expect(total.value).toBe(0)
    tell(anAttempt({ id: 3 }))
    await vi.advanceTimersByTimeAsync(1)
    expect([ids(), total.value, forgotten.value]).toEqual([[3, 2, 1], 3, 0])
  })

  test('is filtered, and so are its calls', async () => {
    const { tell, ids, shownCalls, filterText, isRetriedOnly, callOf } = await follow()
    tell(
      anAttempt({ id: 1, status: 503, startMs: 0 }),
      anAttempt({ id: 2, startMs: 1_000 }),
      anAttempt({ id: 3, startMs: 400_000, operation: 'listFolders', target: '/api/v2/folders' }),
    )
    await vi.advanceTimersByTimeAsync(60)
    const calls = () => shownCalls.value.map((call) => call.attempts.map(({ id }) => id))
    expect(calls()).toEqual([[3], [1, 2]])
    expect(callOf(2)?.attempts.map(({ id }) => id)).toEqual([1, 2])
    expect(callOf(9)).toBeUndefined()
    isRetriedOnly.value = true
    expect(calls()).toEqual([[1, 2]])
    isRetriedOnly.value = false
    filterText.value = '5xx'
    expect([ids(), calls()]).toEqual([[1], [[1, 2]]])
  })

  test('stands still while it is paused', async () => {
    const { tell, ids, togglePause, isPaused } = await follow()
    togglePause()
    tell(anAttempt({ id: 1 }))
    await vi.advanceTimersByTimeAsync(60)
    expect([isPaused.value, ids()]).toEqual([true, []])
    togglePause()
    expect([isPaused.value, ids()]).toEqual([false, [1]])
  })

  test('tells how much was missed', async () => {
    const { say, missed } = await follow()
    say('event: missed\ndata: {"count":4}\n\nevent: missed\ndata: {"count":3}\n\n')
    await vi.advanceTimersByTimeAsync(0)
    expect(missed.value).toBe(7)
  })

  test.each([
    ['', '/__mock/journal'],
    ['#/traffic?tenant=ann', '/__mock/journal?tenant=ann'],
  ])('at %j is emptied together with the journal', async (hash, path) => {
    const { tell, total, clearJournal, missed, page } = await follow(hash)
    tell(anAttempt({ id: 1 }))
    await vi.advanceTimersByTimeAsync(60)
    missed.value = 4
    await clearJournal()
    expect(page.requests.at(-1)).toMatchObject({ method: 'DELETE', path })
    expect([total.value, missed.value]).toEqual([0, 0])
  })

  test('of another tenant begins anew, with a stream of its own', async () => {
    const { tell, total, goTo, streams } = await follow()
    tell(anAttempt({ id: 1 }))
    await vi.advanceTimersByTimeAsync(60)
    goTo({ tab: 'errors' })
    expect(streams()).toHaveLength(1)
    goTo({ tenant: 'ann' })
    await vi.advanceTimersByTimeAsync(0)
    expect(total.value).toBe(0)
    expect(streams()).toEqual(['/__mock/journal/stream?newest=2000', '/__mock/journal/stream?newest=2000&tenant=ann'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(streams()).toHaveLength(2)
  })

  test('begins anew with a token, and with another server', async () => {
    const { tell, total, streams, end, restart, page } = await follow()
    const { giveToken } = await import('../api/control.ts')
    tell(anAttempt({ id: 1 }))
    await vi.advanceTimersByTimeAsync(60)
    giveToken('s3cret')
    await vi.advanceTimersByTimeAsync(0)
    expect([total.value, streams().length]).toEqual([0, 2])
    tell(anAttempt({ id: 2 }))
    await vi.advanceTimersByTimeAsync(60)
    expect(total.value).toBe(1)
    restart()
    end()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(total.value).toBe(0)
    expect(page.requests.map(({ path }) => path)).toContain('/__mock/openapi.json')
  })
})

describe('what is under way', () => {
  test('is looked for and shown until it has ended', async () => {
    const { tell, ids, letBeUnderWay, looks, attemptOf } = await follow('#/traffic?tenant=ann')
    letBeUnderWay(anAttempt({ id: 7, tookMs: null }), anAttempt({ id: 6 }))
    await vi.advanceTimersByTimeAsync(1_499)
    expect(looks()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect([looks(), ids()]).toEqual([['/__mock/journal?newest=200&tenant=ann'], [7]])
    tell(anAttempt({ id: 300 }), anAttempt({ id: 5 }))
    await vi.advanceTimersByTimeAsync(60)
    expect(ids()).toEqual([300, 7, 5])
    expect([attemptOf(7)?.id, attemptOf(5)?.id, attemptOf(4)]).toEqual([7, 5, undefined])
    await vi.advanceTimersByTimeAsync(1_440)
    expect(looks().at(-1)).toBe('/__mock/journal?newest=200&tenant=ann&after=100')
    tell(anAttempt({ id: 7 }))
    await vi.advanceTimersByTimeAsync(60)
    expect(ids()).toEqual([300, 7, 5])
  })

  test('is asked for from the beginning while little has come', async () => {
    const { tell, looks } = await follow()
    tell(anAttempt({ id: 5 }))
    await vi.advanceTimersByTimeAsync(1_500)
    expect(looks()).toEqual(['/__mock/journal?newest=200&after=0'])
  })

  test('is not looked for while nobody sees the page, nor while the server is lost', async () => {
    const { page, looks, end, streamState } = await follow()
    page.document.hidden = true
    await vi.advanceTimersByTimeAsync(3_000)
    page.document.hidden = false
    streamState.value = 'lost'
    await vi.advanceTimersByTimeAsync(1_500)
    expect(looks()).toEqual([])
    end()
  })

  test('of a tenant that was left meanwhile is nobody’s business', async () => {
    const { goTo, ids, letBeUnderWay } = await follow()
    letBeUnderWay(anAttempt({ id: 7, tookMs: null }))
    vi.advanceTimersByTime(1_500)
    goTo({ tenant: 'ann' })
    await vi.advanceTimersByTimeAsync(0)
    expect(ids()).toEqual([])
  })
})
