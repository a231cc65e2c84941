import { expect, test } from 'vitest'
import { startRounds } from './rounds.ts'

/** A round that a test ends, and that says when it has begun. */
function countedRound() {
  let count = 0
  let onBegin = () => {}
  let end = () => {}
  const begun = () =>
    new Promise<void>((resolve) => {
      onBegin = resolve
    })
  const round = () => {
    count += 1
    onBegin()
    return new Promise<void>((resolve) => {
      end = resolve
    })
  }
  return { round, begun, end: () => end(), count: () => count }
}

test('a round begins after the one before it has ended, with what stands beside', async () => {
  const { round, begun, end, count } = countedRound()
  let beside = 0
  const first = begun()
  const stop = startRounds(1, round, 0, () => {
    beside += 1
  })
  await first
  expect([count(), beside]).toEqual([1, 0])
  const second = begun()
  end()
  await second
  expect([count(), beside]).toEqual([2, 1])
  end()
  await stop()
})

test('who stops them waits for the round that is under way, and no other begins', async () => {
  const { round, begun, end, count } = countedRound()
  const first = begun()
  const stop = startRounds(1, round, 1_000_000, () => {})
  await first
  let isOver = false
  const over = stop().then(() => {
    isOver = true
  })
  await Promise.resolve()
  expect(isOver).toBe(false)
  end()
  await over
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(count()).toBe(1)
})

test('stopped before the first round, none begins', async () => {
  const { round, count } = countedRound()
  await startRounds(1, round, 0, () => {})()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(count()).toBe(0)
})
