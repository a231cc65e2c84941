import { expect, test } from 'vitest'
import { createQuiet, quietTurns } from './quiet.ts'

/** A process in which nothing happens but what a test says; each turn and each rest takes a millisecond unless said. */
function still({ hasEcho = true, turnMs = 0, restMs = 1 } = {}) {
  const seen = { nowMs: 0, turns: 0, sent: 0, rounds: 0, rests: 0, isBusy: false, isAsked: false, polling: 0 }
  const quiet = createQuiet({
    real: {
      now: () => seen.nowMs,
      turn: async () => {
        seen.turns += 1
        seen.nowMs += turnMs
      },
      rest: async () => {
        seen.rests += 1
        seen.nowMs += restMs
      },
      isBusy: () => seen.isBusy,
    },
    echo: {
      isOpen: () => hasEcho,
      rounds: () => seen.rounds,
      send: async () => {
        seen.sent += 1
        seen.rounds += 1
      },
    },
    reads: { endTurn: () => seen.isAsked },
    onPolling: () => {
      seen.polling += 1
    },
  })
  return { quiet, seen }
}

const no = () => false

test('it is quiet after two echoes and thirty turns without anything new', async () => {
  const { quiet, seen } = still()
  await quiet.until(no, no, 0)
  expect(seen).toMatchObject({ turns: quietTurns, sent: 2, rests: 0, polling: 0 })
})

test('without an echo it is quiet after two milliseconds', async () => {
  const { quiet, seen } = still({ hasEcho: false, turnMs: 0.0625 })
  await quiet.until(no, no, 0)
  expect(seen).toMatchObject({ turns: 32, nowMs: 2, rests: 0 })
})

test('it does not look any longer once it is done', async () => {
  const { quiet, seen } = still()
  await quiet.until(() => seen.turns === 3, no, 0)
  expect(seen.turns).toBe(3)
  await quiet.until(() => true, no, 0)
  expect(seen.turns).toBe(3)
})

test('it counts again from where somebody is owed an answer', async () => {
  const { quiet, seen } = still()
  await quiet.until(no, () => seen.turns === 7, 0)
  expect(seen).toMatchObject({ turns: 7 + quietTurns, sent: 4 })
})

test('it counts again from where something happens', async () => {
  const { quiet, seen } = still()
  const happens = () => {
    if (seen.turns === 6) quiet.touch()
    return false
  }
  await quiet.until(happens, no, 0)
  expect(seen).toMatchObject({ turns: 7 + quietTurns, sent: 4 })
})

test('it counts again from where the process has something under way', async () => {
  const { quiet, seen } = still()
  await quiet.until(
    () => {
      seen.isBusy = seen.turns === 4
      return false
    },
    no,
    0,
  )
  expect(seen.turns).toBe(5 + quietTurns)
})

test('it rests until it has been quiet for as long as was asked', async () => {
  const { quiet, seen } = still()
  await quiet.until(no, no, 5)
  expect(seen).toMatchObject({ rests: 5, nowMs: 5 })
})

test('who asked for the time in every turn is polling, who left one out is not', async () => {
  const { quiet, seen } = still()
  seen.isAsked = true
  await quiet.until(no, no, 0)
  expect(seen.polling).toBe(1)
  await quiet.until(
    () => {
      seen.isAsked = seen.turns !== quietTurns + 2
      return false
    },
    no,
    0,
  )
  expect(seen.polling).toBe(1)
})

test('who asked before something happened is not polling for that', async () => {
  const { quiet, seen } = still()
  await quiet.until(
    () => {
      seen.isAsked = seen.turns < 10
      if (seen.turns === 10) quiet.touch()
      return false
    },
    no,
    0,
  )
  expect(seen.polling).toBe(0)
})
