import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchFor } from './patience.ts'

const patience = { patienceMs: 1_000, startMs: 2_000 }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'Date'] }))
afterEach(() => void vi.useRealTimers())

test.each([
  ['no request came', [], 3_000],
  ['a request came at once', [0], 1_000],
  ['a request came late', [1_900], 2_900],
  ['a second one came', [500, 1_200], 1_500],
])('is over when %s', (_, requestsMs, overMs) => {
  const onOver = vi.fn()
  const watch = watchFor(patience, onOver)
  for (const ms of requestsMs) setTimeout(() => watch.started(), ms)
  vi.advanceTimersByTime(overMs - 1)
  expect(onOver).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(onOver).toHaveBeenCalledOnce()
})

test('is never over once its call has ended, whatever comes later', () => {
  const onOver = vi.fn()
  const watch = watchFor(patience, onOver)
  watch.end()
  watch.started()
  vi.advanceTimersByTime(10_000)
  expect(onOver).not.toHaveBeenCalled()
})
