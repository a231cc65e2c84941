import { PassThrough, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { pump } from './pump.ts'

const never = () => expect.unreachable('It does not fail')
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** A body of parts that says whether it was told to stop. */
function bodyOf(...parts: readonly (string | Error)[]) {
  const state = { given: 0, isReturned: false }
  const body = {
    async *[Symbol.asyncIterator]() {
      try {
        for (const part of parts) {
          if (part instanceof Error) throw part
          state.given += 1
          yield part
        }
      } finally {
        state.isReturned = true
      }
    },
  }
  return { body, state }
}

test('a body goes out piece by piece and ends', async () => {
  const out = new PassThrough().setEncoding('utf8')
  await pump(bodyOf('a', 'b').body, out, never)
  expect((await out.toArray()).join('')).toBe('ab')
})

test('it ends otherwise where that is asked for', async () => {
  const out = new PassThrough()
  let count = 0
  await pump(bodyOf('a').body, out, never, () => {
    count += 1
  })
  expect([count, out.writableEnded]).toEqual([1, false])
})

test('no faster than its reader takes it', async () => {
  const waiting: (() => void)[] = []
  const out = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void waiting.push(done) })
  const { body, state } = bodyOf('ab', 'cd', 'ef')
  const over = pump(body, out, never)
  await turn()
  expect(state.given).toBe(1)
  for (let part = 0; part < 3; part += 1) {
    waiting.shift()?.()
    await turn()
  }
  await over
  expect([state.given, out.listenerCount('drain'), out.writableEnded]).toEqual([3, 0, true])
})

test('what it throws is told, and the one who writes decides', async () => {
  const out = new PassThrough()
  const seen: unknown[] = []
  const error = new Error('broken')
  await pump(bodyOf('a', error).body, out, (one) => seen.push(one))
  expect([seen, out.writableEnded]).toEqual([[error], false])
})

test('a reader that goes away ends it, even while it waits for its next piece or for room', async () => {
  const out = new PassThrough()
  let isReturned = false
  const endless = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<string>>(() => undefined),
      return: async () => {
        isReturned = true
        return { done: true as const, value: undefined }
      },
    }),
  }
  void pump(endless, out, never)
  out.destroy()
  await turn()
  expect(isReturned).toBe(true)

  const full = new Writable({ highWaterMark: 1, write: () => undefined })
  const { body, state } = bodyOf('ab', 'cd')
  const over = pump(body, full, never)
  await turn()
  full.destroy()
  await over
  expect(state).toEqual({ given: 1, isReturned: true })
})
