import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { discardRest, endInStages, hasBody, isStillSending } from './end-in-stages.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** As much of a request as is looked at. */
const request = (fields: object) => fields as unknown as IncomingMessage

test.each([
  [{}, false],
  [{ 'content-length': '0' }, false],
  [{ 'content-length': '5' }, true],
  [{ 'transfer-encoding': 'chunked' }, true],
  [{ 'transfer-encoding': 'chunked', 'content-length': '0' }, true],
])('a request with %j has a body: %s', (headers, has) => {
  expect(hasBody(request({ headers }))).toBe(has)
  expect(isStillSending(request({ headers, complete: false, destroyed: false }))).toBe(has)
  expect(isStillSending(request({ headers, complete: true, destroyed: false }))).toBe(false)
  expect(isStillSending(request({ headers, complete: false, destroyed: true }))).toBe(false)
})

/** Reads the rest of a stream, and tells how it went. */
function discard(silenceMs?: number) {
  const stream = new PassThrough()
  let isComplete = false
  stream.on('end', () => {
    isComplete = true
  })
  const events = ['data', 'end', 'close'] as const
  const listeners = () => events.map((event) => stream.listenerCount(event))
  const before = listeners()
  const state = { stream, result: undefined as boolean | undefined }
  const over = discardRest(stream, () => isComplete, silenceMs).then((result) => {
    state.result = result
  })
  return { stream, state, over, isLeft: () => listeners().join() === before.join() }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('what nobody wants', () => {
  test('is read to its end', async () => {
    const { stream, state, over, isLeft } = discard()
    expect(isLeft()).toBe(false)
    stream.write('a')
    stream.end('b')
    await over
    expect([state.result, vi.getTimerCount(), isLeft()]).toEqual([true, 0, true])
  })

  test('is given up when the sender goes away', async () => {
    const { stream, state, over } = discard()
    stream.destroy(new Error('gone'))
    await over
    expect(state.result).toBe(false)
  })

  test.each([
    [undefined, 5_000],
    [1_000, 1_000],
  ])('is given up after a silence (%s): %d ms', async (given, silenceMs) => {
    const { stream, state, over } = discard(given)
    vi.advanceTimersByTime(silenceMs - 1)
    stream.write('a')
    await turn()
    vi.advanceTimersByTime(silenceMs - 1)
    await turn()
    expect(state.result).toBeUndefined()
    vi.advanceTimersByTime(1)
    await over
    expect([state.result, stream.isPaused(), stream.destroyed]).toEqual([false, true, false])
  })

  test('is given up after two minutes, however busy the sender', async () => {
    const { stream, state, over } = discard()
    for (let ms = 0; ms < 120_000; ms += 4_000) {
      expect(state.result).toBeUndefined()
      stream.write('a')
      await turn()
      vi.advanceTimersByTime(4_000)
    }
    await over
    expect(state.result).toBe(false)
  })

  test('is given up after a gigabyte', async () => {
    const { stream, state, over } = discard()
    // Of a chunk only its length is looked at.
    const part = { length: 536_870_912 }
    stream.emit('data', part)
    stream.emit('data', part)
    await turn()
    expect(state.result).toBeUndefined()
    stream.emit('data', { length: 1 })
    await over
    expect(state.result).toBe(false)
  })
})

test.each([
  [true, []],
  [false, ['destroy soon']],
])('an answer ends when its request has come to an end: %s', async (complete, more) => {
  const seen: string[] = []
  const req = Object.assign(new PassThrough(), { complete })
  const response = { req, end: () => seen.push('end'), socket: { destroySoon: () => seen.push('destroy soon') } }
  const over = endInStages(response as unknown as ServerResponse) // as much of one as is used
  await turn()
  expect(seen).toEqual([])
  req.destroy()
  await over
  expect(seen).toEqual(['end', ...more])
})
